using System.Security.Cryptography;
using System.Text;

namespace BusinessFocus.Registration.Print;

/// <summary>How printed pages look: black on white A4, readable on a screen too.</summary>
public static class Sheet
{
    /// <summary>Without characters that HTML would have to escape.</summary>
    public const string Text =
        """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 210mm; background: #ffffff; color: #000000; font: 11pt/1.35 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { margin: 0 0 1mm; font-size: 16pt; line-height: 1.2; }
        p { margin: 0 0 2mm; }
        table { width: 100%; border-collapse: collapse; margin-top: 4mm; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        th, td { padding: 1.6mm 2mm; border-bottom: 0.3mm solid #777777; text-align: start; vertical-align: top; }
        th { overflow-wrap: normal; }
        .boxes { width: 24mm; }
        td.boxes { font-size: 14pt; line-height: 1; }
        .number { width: 20mm; text-align: end; }
        .badges { display: grid; grid-template-columns: 90mm 90mm; grid-auto-rows: 54mm; break-after: page; }
        .badges:last-child { break-after: auto; }
        .badge { display: flex; flex-direction: column; justify-content: center; overflow: hidden; padding: 4mm 5mm; border: 0.2mm dashed #999999; text-align: center; break-inside: avoid; }
        .name { margin: 0; font-size: 22pt; font-weight: 700; line-height: 1.1; }
        .name:empty { min-height: 22pt; margin: 0 8mm; border-bottom: 0.3mm solid #777777; }
        .company { margin: 2mm 0 0; font-size: 14pt; line-height: 1.15; }
        .long .name { font-size: 14pt; }
        .long .company { font-size: 10pt; }
        .small { margin: 3mm 0 0; font-size: 8pt; line-height: 1.2; }
        .ticket { display: flex; gap: 8mm; align-items: center; padding: 6mm 0; border-bottom: 0.2mm dashed #999999; break-inside: avoid; }
        .ticket svg { width: 48mm; height: 48mm; flex: none; }
        .ticket .name, .ticket .company { text-align: start; }
        @page { size: A4; margin: 12mm; }
        @media print { body { padding: 0; max-width: none; } .screen { display: none; } }
        @media screen and (max-width: 190mm) { .badges { grid-template-columns: minmax(0, 90mm); } td { overflow-wrap: break-word; } .boxes, .number { width: auto; } }
        """;

    /// <summary>Nothing is loaded and nothing runs: only this style.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
