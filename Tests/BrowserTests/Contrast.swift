/// How well the texts of a page can be read (WCAG 2.2, 1.4.3): measured on what the browser computed.
extension Page {
    /// Texts with less than 4.5 to 1 (3 to 1 where they are large) against what lies behind them.
    func faintTexts(inFrame: Bool = false) async throws -> [String] {
        try await evaluate("(\(Self.findFaint))(document)", inFrame: inFrame).array.compactMap(\.string)
    }

    private static let findFaint = """
        (document) => {
          const view = document.defaultView;
          const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
          const rgba = (colour) => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
            return [r, g, b, a / 255];
          };
          const over = (top, below) => top.slice(0, 3).map((part, at) => part * top[3] + below[at] * (1 - top[3])).concat(1);
          const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
            .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
          const behind = (element) => {
            const layers = [];
            for (let one = element; one; one = one.parentElement) layers.push(rgba(view.getComputedStyle(one).backgroundColor));
            const scheme = view.matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
            return layers.reduceRight((below, layer) => over(layer, below), scheme);
          };
          const faint = [];
          for (const element of document.body.querySelectorAll("*")) {
            const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
            if (!text || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
            const style = view.getComputedStyle(element);
            if (style.clipPath !== "none" || element.disabled) continue;
            const back = behind(element);
            const front = over(rgba(style.color), back);
            const [high, low] = [light(front), light(back)].sort((a, b) => b - a);
            const ratio = (high + 0.05) / (low + 0.05);
            const size = parseFloat(style.fontSize);
            const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            if (ratio < (large ? 3 : 4.5)) faint.push(`${text.slice(0, 40)}: ${ratio.toFixed(2)}`);
          }
          return faint;
        }
        """
}
