/// Finds the lowest place of a smooth, bowl-shaped function: L-BFGS (Nocedal 1980, algorithm 7.4 and 7.5 in Nocedal and
/// Wright, "Numerical Optimization") with a backtracking search along each direction.
///
/// No kept library for Swift on Linux has it.
enum Descent {
    /// Steps remembered to guess the curvature.
    private static let memory = 8

    /// - Parameters:
    ///   - function: its value at a point, and its slope there, written in place.
    ///   - tolerance: done when the slope is this much shorter than it was at zero steps.
    static func minimum(
        of function: (_ point: [Float], _ slope: inout [Float]) -> Double, from start: [Float], rounds: Int,
        tolerance: Double
    ) -> [Float] {
        var point = start
        var slope = [Float](repeating: 0, count: start.count)
        var value = function(point, &slope)
        let least = max(dot(slope, slope).squareRoot() * tolerance, 1e-7)
        var steps: [Step] = []
        for _ in 0..<rounds {
            let length = dot(slope, slope).squareRoot()
            guard length > least else { break }
            var direction = downhill(slope, steps)
            var fall = dot(direction, slope)
            if fall >= 0 {
                direction = slope.map { -$0 }
                fall = -length * length
                steps = []
            }
            var pace = steps.isEmpty ? min(1, 1 / length) : 1.0
            var next = point
            var nextSlope = slope
            var nextValue = value
            for _ in 0..<12 {
                next = advanced(point, direction, Float(pace))
                nextValue = function(next, &nextSlope)
                if nextValue <= value + 1e-4 * pace * fall { break }
                pace *= 0.4
            }
            guard nextValue < value else { break }
            let step = Step(moved: difference(next, point), turned: difference(nextSlope, slope))
            if step.curvature > 1e-12 {
                steps.append(step)
                if steps.count > memory { steps.removeFirst() }
            }
            (point, slope, value) = (next, nextSlope, nextValue)
        }
        return point
    }

    /// How the slope turned along a step that was made.
    private struct Step {
        let moved: [Float]
        let turned: [Float]
        let curvature: Double

        init(moved: [Float], turned: [Float]) {
            self.moved = moved
            self.turned = turned
            curvature = dot(moved, turned)
        }
    }

    /// Two loops over the remembered steps turn the slope into the direction of the minimum.
    private static func downhill(_ slope: [Float], _ steps: [Step]) -> [Float] {
        var direction = slope.map { -$0 }
        var shares = [Double](repeating: 0, count: steps.count)
        for index in steps.indices.reversed() {
            shares[index] = dot(steps[index].moved, direction) / steps[index].curvature
            add(steps[index].turned, Float(-shares[index]), to: &direction)
        }
        if let last = steps.last {
            let scale = Float(last.curvature / dot(last.turned, last.turned))
            for index in direction.indices { direction[index] *= scale }
        }
        for index in steps.indices {
            let share = dot(steps[index].turned, direction) / steps[index].curvature
            add(steps[index].moved, Float(shares[index] - share), to: &direction)
        }
        return direction
    }

    /// In lanes of eight, so that the sum is the same however it is compiled.
    private static func dot(_ left: [Float], _ right: [Float]) -> Double {
        let left = left.span
        let right = right.span
        var sums = SIMD8<Double>(repeating: 0)
        var index = 0
        while index + 8 <= left.count {
            var product = SIMD8<Double>()
            for lane in 0..<8 { product[lane] = Double(left[index + lane]) * Double(right[index + lane]) }
            sums += product
            index += 8
        }
        var sum = sums.sum()
        while index < left.count {
            sum += Double(left[index]) * Double(right[index])
            index += 1
        }
        return sum
    }

    private static func add(_ other: [Float], _ factor: Float, to vector: inout [Float]) {
        var span = vector.mutableSpan
        let other = other.span
        for index in 0..<span.count { span[index] += factor * other[index] }
    }

    private static func advanced(_ point: [Float], _ direction: [Float], _ pace: Float) -> [Float] {
        var next = point
        add(direction, pace, to: &next)
        return next
    }

    private static func difference(_ left: [Float], _ right: [Float]) -> [Float] {
        var result = left
        add(right, -1, to: &result)
        return result
    }
}
