import Encoder
import Testing

struct ModelPlaceTests {
    @Test(arguments: [
        (["WARMLINE_MODEL": "/models/a"], ModelPlace.file("/models/a")),
        (["WARMLINE_MODEL": "", "HOME": "/home/ida"], .none),
        (["HOME": "/home/ida"], .file("/home/ida/.local/share/warmline/minilm-l6-v2.warmline")),
        (["HOME": "/home/ida", "XDG_DATA_HOME": "/srv"], .file("/srv/warmline/minilm-l6-v2.warmline")),
        (["HOME": "/home/ida", "XDG_DATA_HOME": "x"], .file("/home/ida/.local/share/warmline/minilm-l6-v2.warmline")),
    ])
    func `a model is looked for here`(environment: [String: String], place: ModelPlace) {
        #expect(ModelPlace(environment: environment) == place)
    }
}
