/// How the page looks. Colours keep a contrast of 4.5 to 1 for text in both schemes; right and wrong differ in
/// lightness, not in hue alone.
enum PageStyle {
    static let css = """
        :root { --paper: #fbfaf7; --card: #fff; --ink: #1f2328; --soft: #5b636d; --rule: #dfdcd3; --accent: #2f5d8a;
          --good: #2e7d5b; --fair: #b98a1c; --bad: #b3402e; --onfill: #fff; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14171b; --card: #1c2127; --ink: #e8e6e1; --soft: #a3abb5; --rule: #343b44; --accent: #8db9e6;
            --good: #5cc197; --fair: #dcb04b; --bad: #f08670; --onfill: #14171b; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
        .kicker { margin: 0; color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
        h1 { margin: .25rem 0 1.5rem; font-size: clamp(1.25rem, 4vw, 1.8rem); line-height: 1.25; }
        h2 { margin: 0 0 .25rem; font-size: 1.2rem; }
        section { margin-top: 1.5rem; padding: 1.25rem; background: var(--card); border: 1px solid var(--rule);
          border-radius: .75rem; min-width: 0; }
        .lead { margin: 0 0 1rem; color: var(--soft); }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 0; }
        .tiles div { padding: .75rem 1rem; background: var(--card); border: 1px solid var(--rule); border-radius: .75rem; }
        .tiles dt { color: var(--soft); font-size: .85rem; }
        .tiles dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
        .scroll { overflow-x: auto; }
        .scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        caption { padding: .25rem 0 .5rem; text-align: left; color: var(--soft); }
        caption.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        th, td { padding: .45rem .6rem; border-top: 1px solid var(--rule); text-align: left; vertical-align: top; }
        thead th { border-top: 0; color: var(--soft); font-weight: 600; white-space: nowrap; }
        tbody th { font-weight: 400; }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        td ul { margin: 0; padding-left: 1rem; }
        q { quotes: "“" "”"; }
        code { font: .85em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; padding: .1em .35em;
          border-radius: .3em; background: color-mix(in srgb, var(--accent) 12%, transparent); white-space: nowrap; }
        details { margin-top: 1rem; }
        summary { cursor: pointer; color: var(--accent); }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1.5rem; }
        figure { margin: 0; min-width: 0; }
        figcaption { color: var(--soft); font-size: .9rem; }
        .key::before { content: ""; display: inline-block; width: .7em; height: .7em; margin-right: .3em;
          border-radius: .15em; background: currentColor; }
        .key.good { color: var(--good); } .key.bad { color: var(--bad); }
        svg { display: block; width: 100%; max-width: 44rem; height: auto; margin: .5rem auto; }
        .pair svg { max-width: 24rem; }
        svg text { fill: var(--ink); font-size: 12px; }
        svg .tick, svg .axis { fill: var(--soft); } svg .tick { font-size: 11px; }
        svg .cell { font-size: 12px; font-variant-numeric: tabular-nums; } svg .strong { fill: var(--onfill); }
        svg .grid { stroke: var(--rule); } svg .ideal { stroke: var(--soft); stroke-dasharray: 3 4; }
        svg .under { fill: var(--card); } svg .bar { fill: var(--accent); } svg .good { fill: var(--good); } svg .fair { fill: var(--fair); }
        svg .bad { fill: var(--bad); } svg .empty { fill: var(--rule); fill-opacity: .35; }
        @media (max-width: 42rem) {
          .stacks thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .stacks, .stacks tbody, .stacks tr, .stacks th, .stacks td { display: block; }
          .stacks tr { padding: .6rem 0; border-top: 1px solid var(--rule); }
          .stacks th, .stacks td { padding: .1rem 0; border: 0; }
          .stacks td.n { text-align: left; }
          .stacks td::before { content: attr(data-label) ": "; color: var(--soft); }
        }
        @media (max-width: 30rem) { section { padding: 1rem .75rem; } main { padding-top: 1rem; } }
        @media print { section { break-inside: avoid; } body { background: #fff; } }
        """
}
