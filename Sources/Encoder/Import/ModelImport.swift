internal import Foundation

/// A published model to one file of ours.
public enum ModelImport {
    /// Reads the folder, checks it, and writes the file whole or not at all. The folder of the file is made when it is
    /// missing.
    public static func run(folder: String, to path: String) throws(ImportProblem) {
        try write(try PublishedModel.weights(inFolder: folder).packed(notice: notice), to: path)
    }

    /// Written beside the place, made durable, then renamed over it: whoever has the old file mapped keeps it.
    static func write(_ bytes: [UInt8], to path: String) throws(ImportProblem) {
        let place = URL(fileURLWithPath: path)
        let folder = place.deletingLastPathComponent().path
        func reason() -> String { String(cString: strerror(errno)) }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path, reason: "its folder cannot be made")
        }
        let draft = "\(folder)/.\(place.lastPathComponent).\(getpid())"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .cannotWrite(path, reason: reason()) }
        var left = bytes[...]
        while !left.isEmpty {
            let written = left.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { break }
            left = left.dropFirst(written)
        }
        let whole = left.isEmpty && fsync(file) == 0
        let why = reason()
        close(file)
        guard whole, rename(draft, path) == 0 else {
            let why = whole ? reason() : why
            unlink(draft)
            throw .cannotWrite(path, reason: why)
        }
        let entry = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if entry >= 0 {
            fsync(entry)
            close(entry)
        }
    }

    /// Goes into every file, and with it wherever the file goes.
    static let notice = """
        all-MiniLM-L6-v2, a sentence encoder by the sentence-transformers project (Nils Reimers and contributors),
        fine-tuned from nreimers/MiniLM-L6-H384-uncased, itself made from Microsoft's MiniLM-L12-H384-uncased.
        Revision 1110a243 of sentence-transformers/all-MiniLM-L6-v2.

        Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
        with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0

        Unless required by applicable law or agreed to in writing, software distributed under the License is
        distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See
        the License for the specific language governing permissions and limitations under the License.

        Changed by Warmline: weights and token embeddings are rounded to 8 bits, the table of positions is cut to 256,
        and everything is laid out in Warmline's own format.

        """
}
