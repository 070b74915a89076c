/// The shop's sixty made-up customers: six that demos and talks know by name, the others drawn.
struct Person: Sendable {
    let name: String
    let email: String
    let street: String
    let city: String
    let postcode: String
    let isMember: Bool

    static let maya = Person(
        name: "Maya Okafor", email: "maya.okafor@example.com", street: "14 Cotham Vale", city: "Bristol",
        postcode: "BS3 1TF", isMember: false)
    static let tom = Person(
        name: "Tom Brennan", email: "tom.brennan@example.com", street: "3 Ash Terrace", city: "Leeds",
        postcode: "LS6 2QA", isMember: false)
    static let priya = Person(
        name: "Priya Nair", email: "priya.nair@example.com", street: "27 Causewell Street", city: "Edinburgh",
        postcode: "EH8 9YL", isMember: true)
    static let gareth = Person(
        name: "Gareth Lewis", email: "gareth.lewis@example.com", street: "8 Quayside Row", city: "Cardiff",
        postcode: "CF10 3NB", isMember: false)
    static let ida = Person(
        name: "Ida Holm", email: "ida.holm@example.com", street: "51 Arley Rise", city: "Bristol",
        postcode: "BS6 5QT", isMember: true)
    static let joseph = Person(
        name: "Joseph Adeyemi", email: "joseph.adeyemi@example.com", street: "19 Lapwing Court", city: "Manchester",
        postcode: "M20 4TE", isMember: false)

    static let known = [maya, tom, priya, gareth, ida, joseph]

    /// `count` people with names of their own.
    static func drawn(_ count: Int, from generator: inout SeededGenerator) -> [Person] {
        let pairs = firstNames.flatMap { first in lastNames.map { (first, $0) } }.shuffled(using: &generator)
        return pairs.prefix(count).map { first, last in
            let (city, area) = generator.pick(towns)
            let district = 1 + generator.next() % 20
            let ending = String(generator.pick(Array("ABDEFGHJ"))) + String(generator.pick(Array("LNPQRSTU")))
            return Person(
                name: "\(first) \(last)", email: "\(first.lowercased()).\(last.lowercased())@example.com",
                street: "\(1 + generator.next() % 90) \(generator.pick(streets))", city: city,
                postcode: "\(area)\(district) \(1 + generator.next() % 9)\(ending)",
                isMember: generator.chance(40))
        }
    }

    private static let firstNames = [
        "Alice", "Bruno", "Chidi", "Dana", "Elif", "Farah", "Greta", "Hamish", "Imani", "Jonas", "Keira", "Lukas",
        "Megan", "Noor", "Oscar", "Petra",
    ]
    private static let lastNames = [
        "Abara", "Bell", "Calder", "Dunmore", "Eriksen", "Farrow", "Ghosh", "Hale", "Ivers", "Jensen", "Kowal",
        "Lindgren", "Marsh", "Novak", "Osei", "Pryce",
    ]
    private static let towns = [
        ("Bristol", "BS"), ("Bath", "BA"), ("Cardiff", "CF"), ("Leeds", "LS"), ("Manchester", "M"), ("York", "YO"),
        ("Glasgow", "G"), ("Norwich", "NR"), ("Exeter", "EX"), ("Sheffield", "S"),
    ]
    private static let streets = [
        "Mill Lane", "Station Road", "Orchard Way", "High Street", "Chapel Hill", "Weir Close", "Park Crescent",
        "Foundry Yard", "Elm Grove", "Canal Walk",
    ]
}
