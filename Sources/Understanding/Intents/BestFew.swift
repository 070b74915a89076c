/// Picks the greatest of many, the first of equals first.
enum BestFew {
    static func of(_ similarities: [Float], _ limit: Int) -> [(place: Int, similarity: Double)] {
        var best: [(place: Int, similarity: Double)] = []
        for (index, similarity) in similarities.enumerated() where similarity > 0 {
            let value = Double(similarity)
            if best.count == limit, let last = best.last, last.similarity >= value { continue }
            let place = best.firstIndex { $0.similarity < value } ?? best.count
            best.insert((index, value), at: place)
            if best.count > limit { best.removeLast() }
        }
        return best
    }
}
