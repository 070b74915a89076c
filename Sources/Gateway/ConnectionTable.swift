/// Every connection of the loop by its id, in places that are used again under a new generation.
struct ConnectionTable {
    private struct Place {
        var generation: UInt32 = 1
        var connection: Connection?
    }

    private var places: [Place] = []
    private var free: [Int] = []
    private(set) var count = 0

    /// The id that `insert` will use next.
    var nextID: ConnectionID {
        guard let slot = free.last else { return ConnectionID(slot: places.count, generation: 1) }
        return ConnectionID(slot: slot, generation: places[slot].generation)
    }

    /// Takes in a connection made with `nextID`.
    mutating func insert(_ connection: Connection) {
        if free.popLast() == nil {
            places.append(Place())
        }
        places[connection.id.slot].connection = connection
        count += 1
    }

    mutating func remove(_ id: ConnectionID) {
        guard self[id] != nil else { return }
        places[id.slot].connection = nil
        places[id.slot].generation &+= 1
        free.append(id.slot)
        count -= 1
    }

    subscript(id: ConnectionID) -> Connection? {
        guard id.slot < places.count, places[id.slot].generation == id.generation else { return nil }
        return places[id.slot].connection
    }

    /// Connections in every `stride`-th place from `first` on.
    func each(from first: Int = 0, by stride: Int = 1, _ body: (Connection) -> Void) {
        var slot = first
        while slot < places.count {
            if let connection = places[slot].connection { body(connection) }
            slot += stride
        }
    }
}
