public import Vocabulary

/// The floor where agents sit: the machine, its state and the agents' heartbeats, kept in step. What the service runs
/// and what the simulator runs.
public struct RoutingFloor: Sendable {
    public private(set) var machine: RoutingMachine
    public private(set) var state: RoutingState
    private var heartbeats: Heartbeats

    /// - Parameter state: as rebuilt from its log; follow it with ``RoutingInput/restarted``.
    public init(machine: RoutingMachine, state: RoutingState = RoutingState(), silence: TimeSpan = .seconds(35)) {
        self.machine = machine
        self.state = state
        heartbeats = Heartbeats(silence: silence)
    }

    /// Other rules from now on. Everyone keeps the place they have until their standing changes.
    public mutating func adopt(_ machine: RoutingMachine, silence: TimeSpan) {
        self.machine = machine
        heartbeats.silence = max(silence, .seconds(1))
    }

    public mutating func take(_ input: RoutingInput, at now: Timestamp) -> RoutingOutcome {
        // Before anybody is asked, or an offer could go to somebody who has been gone too long.
        let silent = heartbeats.fallenSilent(at: now).map { RoutingInput.fellSilent($0) }
        switch input {
        case .signedOn(let profile): _ = heartbeats.beat(profile.id, at: now)
        case .heardAgain(let agent): _ = heartbeats.beat(agent, at: now)
        case .signedOff(let agent), .fellSilent(let agent): heartbeats.forget(agent)
        case .arrived, .standingChanged, .left, .callbackChosen, .readySet, .claimed, .declined, .released,
            .transferred, .takenOver, .ticked, .restarted:
            break
        }
        return machine.step(&state, silent + [input], at: now)
    }

    /// A sign of life. Costs next to nothing while the agent is known to be there; one who was lost must sign on.
    public mutating func beat(_ agent: AgentID, at now: Timestamp) -> RoutingOutcome {
        guard state.agents[agent] != nil, heartbeats.beat(agent, at: now) else { return RoutingOutcome() }
        return take(.heardAgain(agent), at: now)
    }

    /// When a ``RoutingInput/ticked`` is due, though nothing happens.
    public func nextDeadline(after now: Timestamp) -> Timestamp? {
        switch (machine.nextDeadline(of: state, after: now), heartbeats.nextSilence) {
        case (let due?, let silence?): min(due, silence)
        case (let due, let silence): due ?? silence
        }
    }
}
