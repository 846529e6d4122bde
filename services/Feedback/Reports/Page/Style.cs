using System.Security.Cryptography;
using System.Text;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>How the page looks: on a phone, on a screen by day and by night, and on A4 paper without colour.</summary>
public static class Style
{
    /// <summary>Without characters that HTML would have to escape.</summary>
    public const string Sheet =
        """
        :root { color-scheme: light dark; --paper: #ffffff; --ink: #1a1d21; --faint: #54595f; --line: #b9bec5; --bar: #1f5fa8; --band: #eef1f5; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14171c; --ink: #eceef1; --faint: #aeb4bc; --line: #4a515b; --bar: #7fb3ff; --band: #20252c; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 70rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
        h1, h2, h3 { line-height: 1.25; margin: 2rem 0 0.5rem; }
        h1 { margin-top: 0.5rem; }
        a { color: var(--bar); }
        p { margin: 0.5rem 0; max-width: 45rem; }
        .faint, .note { color: var(--faint); }
        .key { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0.75rem; margin: 1rem 0; padding: 0; }
        .key div { background: var(--band); border: 1px solid var(--line); padding: 0.5rem 0.75rem; }
        .key dt { color: var(--faint); font-size: 0.875rem; }
        .key dd { margin: 0; font-size: 1.5rem; }
        .key dd + dd { font-size: 0.875rem; color: var(--faint); }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1rem 2rem; }
        figure { margin: 0.5rem 0; min-width: 0; max-width: 30rem; break-inside: avoid; }
        figcaption { font-weight: 600; }
        .chart { display: block; width: 100%; height: auto; }
        .patterns { position: absolute; }
        .chart text { font: 13px system-ui, sans-serif; fill: var(--ink); }
        .chart .axis text, .chart .faint { fill: var(--faint); }
        .chart .uncertain { font-style: italic; }
        .chart .axis path { fill: none; stroke: var(--line); }
        .bar { stroke: var(--bar); stroke-width: 1; }
        .bar0 { fill: var(--bar); }
        .bar1 { fill: url(#hatch); }
        .bar2 { fill: url(#dots); }
        .bar3 { fill: url(#lines); }
        .ground { fill: var(--paper); }
        .ink { fill: none; stroke: var(--bar); stroke-width: 2; }
        .whisker { fill: none; stroke: var(--ink); stroke-width: 1.5; }
        .table { overflow-x: auto; margin: 0.75rem 0; }
        table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
        caption { text-align: start; font-weight: 600; padding: 0.25rem 0; }
        th, td { padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--line); text-align: end; vertical-align: top; white-space: nowrap; }
        th:first-child, td:first-child { text-align: start; white-space: normal; min-width: 9rem; }
        thead th { vertical-align: bottom; background: var(--band); white-space: normal; }
        tr { break-inside: avoid; }
        .long td:last-child { white-space: normal; text-align: start; min-width: 12rem; }
        @page { size: A4; margin: 15mm; }
        @media print {
          :root { color-scheme: light; --paper: #ffffff; --ink: #000000; --faint: #333333; --line: #888888; --bar: #000000; --band: #ffffff; }
          body { padding: 0; max-width: none; font-size: 10pt; }
          .bar0 { fill: #777777; }
          .charts { grid-template-columns: 1fr 1fr; }
          .table { overflow: visible; }
          table { font-size: 7.5pt; width: 100%; }
          th, td { padding: 0.7mm 1mm; white-space: normal; }
          th:first-child, td:first-child, .long td:last-child { min-width: 0; }
          thead { display: table-header-group; }
          h1, h2, h3, caption { break-after: avoid; }
          section.new { break-before: page; }
          .screen { display: none; }
        }
        """;

    /// <summary>Nothing is loaded and nothing runs: only this style.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
