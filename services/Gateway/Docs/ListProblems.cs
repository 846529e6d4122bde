using System.Globalization;
using System.Net.Mime;
using System.Text;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Gateway.Routing;
using BusinessFocus.Hosting.Http;

namespace BusinessFocus.Gateway.Docs;

/// <summary>
/// <c>GET /docs/problems</c>: every problem that a call can be answered with, in Swedish or English. What a type is called never changes, and none of
/// them is an address; its last part is the name of its place on this page.
/// </summary>
public static class ListProblems
{
    public static void MapProblems(this WebApplication app)
    {
        var known = KnownProblem.Load(AppContext.BaseDirectory);
        app.MapGet("/docs/problems", () => TypedResults.Content(PageOf(known), $"{MediaTypeNames.Text.Html}; charset=utf-8")).WithOrder(-1).ExcludeFromDescription();
    }

    private static string PageOf(IReadOnlyList<KnownProblem> known)
    {
        var rows = new StringBuilder();
        foreach (var problem in known)
        {
            rows.Append(
                CultureInfo.InvariantCulture,
                $"""
                <tr id="{LinkPage.Encode(problem.Code)}">
                <th scope="row"><code>{LinkPage.Encode(problem.Type)}</code></th>
                <td>{problem.Status}</td>
                <td>{LinkPage.Encode(Languages.Choose(problem.Sv, problem.En))}</td>
                <td>{LinkPage.Encode(ToDo(problem))}</td>
                <td>{LinkPage.Encode(string.Join(", ", problem.Services))}</td>
                </tr>

                """);
        }

        return
            $$"""
            <!DOCTYPE html>
            <html lang="{{Languages.Current}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Business Focus: {{Languages.Choose("problem", "problems")}}</title>
            <style>
            :root { color-scheme: light dark; }
            body { margin: 2rem; font: 16px/1.5 system-ui, sans-serif; }
            table { border-collapse: collapse; }
            th, td { padding: .4rem .8rem; border-top: 1px solid #8888; text-align: left; vertical-align: top; font-weight: normal; }
            thead th { font-weight: 600; }
            tr:target { background: #8883; }
            </style>
            </head>
            <body>
            <main>
            <h1>{{Languages.Choose("Problemtyper", "Problem types")}}</h1>
            <p>{{LinkPage.Encode(Languages.Choose(
                "Varje fel är problem details (RFC 9457). Fältet type ändras aldrig; det som står efter sista kolonet är platsen på den här sidan.",
                "Each error is problem details (RFC 9457). The field type never changes. What comes after its last colon is the place on this page."))}}</p>
            <table>
            <thead><tr><th scope="col">type</th><th scope="col">status</th><th scope="col">{{Languages.Choose("betyder", "means")}}</th><th scope="col">{{Languages.Choose("gör så här", "what to do")}}</th><th scope="col">{{Languages.Choose("från", "from")}}</th></tr></thead>
            <tbody>
            {{rows}}</tbody>
            </table>
            </main>
            </body>
            </html>

            """;
    }

    /// <summary>By status: what a program can do about a refusal goes by its kind, what a person can do is in its title.</summary>
    private static string ToDo(KnownProblem problem) => problem.Status switch
    {
        400 => Languages.Choose("Rätta fälten i errors och skicka igen, med en ny Idempotency-Key.", "Correct the fields in errors and send it again, with another Idempotency-Key."),
        401 => Languages.Choose("Hämta en ny token och försök igen.", "Get another token and try again."),
        403 => Languages.Choose("Försök inte igen: rollen eller länken räcker inte.", "Do not try again: the role or the link is not enough."),
        404 => Languages.Choose("Försök inte igen: kontrollera adressen.", "Do not try again: check the address."),
        405 or 414 or 415 or 431 => Languages.Choose("Rätta programmet: så här tas det aldrig emot.", "Correct the program: it is never accepted like this."),
        408 or 429 or 502 or 503 or 504 => Languages.Choose("Vänta så länge som Retry-After säger och försök igen med samma Idempotency-Key.", "Wait as long as Retry-After says, and try again with the same Idempotency-Key."),
        409 => Languages.Choose("Läs om hur det är nu och visa titeln; det kan gå senare.", "Read how it is now and show the title; it may be possible later."),
        412 => Languages.Choose("Läs om, gör ändringen på det nya och skicka dess ETag som If-Match.", "Read again, make the change on what is there now, and send its ETag as If-Match."),
        413 => Languages.Choose("Dela upp det som skickas.", "Split what is sent."),
        422 => Languages.Choose("Använd en ny Idempotency-Key för en annan begäran.", "Use another Idempotency-Key for another request."),
        _ => Languages.Choose("Försök igen senare och rapportera traceId.", "Try again later, and report traceId."),
    };
}
