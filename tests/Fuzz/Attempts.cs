using System.Globalization;
using System.Text;

namespace BusinessFocus.Fuzz;

/// <summary>Makes requests of the announced operations: each in turn, as one role or another, some valid and some broken.</summary>
public sealed class Attempts(Values values, KnownValues known, IReadOnlyList<(string Role, string? Token)> roles)
{
    private const int ValidInHundred = 35;
    private const int RightRoleInHundred = 75;

    /// <summary>The same for the same seed and number, as far as the same is known.</summary>
    public Attempt Next(Operation operation, int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var attempt = Valid(operation, random);
        for (var i = random.Next(100) < ValidInHundred ? 0 : random.Next(4) == 0 ? 2 : 1; i > 0; i--)
        {
            Breakages.BreakOne(attempt, random);
        }

        return attempt;
    }

    private Attempt Valid(Operation operation, Random random)
    {
        var attempt = new Attempt { Operation = operation, Method = operation.Method };
        (attempt.Role, attempt.Token) = RoleFor(operation, random);
        foreach (var place in operation.Parameters("path"))
        {
            var name = place["name"]!.GetValue<string>();
            attempt.Places[name] = values.InAddress(place["schema"]!, name, operation.Path, random);
        }

        if (attempt.Role == "host" && operation.Path.Contains("/hosts/{id}", StringComparison.Ordinal))
        {
            attempt.Places["id"] = known.Any("own-host", random) ?? attempt.Places["id"];
        }

        foreach (var parameter in operation.Parameters("query"))
        {
            if (values.InQuery(parameter, operation.Path, attempt.Places, random) is { } value)
            {
                attempt.Query.Add((parameter["name"]!.GetValue<string>(), value));
            }
        }

        AddHeaders(attempt, random);
        AddBody(attempt, random);
        Sensible.Adjust(attempt, known, random);
        return attempt;
    }

    private void AddHeaders(Attempt attempt, Random random)
    {
        foreach (var header in attempt.Operation.Parameters("header").Select(parameter => parameter["name"]!.GetValue<string>()))
        {
            string? value = header switch
            {
                "Accept-Language" => random.Next(2) == 0 ? "en" : null,
                "Idempotency-Key" => random.Next(3) == 0 ? $"fuzz-{random.Next(1_000_000)}" : null,
                "If-Match" => random.Next(4) == 0 ? $"\"{random.Next(5).ToString(CultureInfo.InvariantCulture)}\"" : null,
                "webhook-signature" when random.Next(4) == 0 => "v1,AAAA",
                _ => null,
            };
            attempt.IsSigned |= header == "webhook-signature" && value is null;
            if (value is not null)
            {
                attempt.Headers.Add((header, value));
            }
        }

        if (random.Next(6) == 0)
        {
            attempt.Headers.Add(("Accept", ((string[])["application/json", "text/html", "text/csv", "*/*", "image/png", "text/calendar"])[random.Next(6)]));
        }

        if (random.Next(10) == 0 && known.Any(KnownValues.Versions, random) is { } version)
        {
            attempt.Headers.Add(("If-None-Match", version));
        }
    }

    private void AddBody(Attempt attempt, Random random)
    {
        var bodies = attempt.Operation.Bodies.ToList();
        if (bodies.Count == 0)
        {
            return;
        }

        var (mediaType, body) = bodies[random.Next(bodies.Count)];
        attempt.ContentType = mediaType;
        switch (mediaType)
        {
            case "application/json":
                attempt.Json = values.Of(body!["schema"] ?? new System.Text.Json.Nodes.JsonObject(), "body", random);
                break;
            case "text/csv":
                attempt.Bytes = Encoding.UTF8.GetBytes("organisationsnummer;namn;epost;telefon\n556016-0680;Bygg AB;info@bygg.example;070-123 45 67\n");
                break;
            case "multipart/form-data":
                attempt.ContentType = "multipart/form-data; boundary=b";
                attempt.Bytes = "--b\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nNej\r\n--b--\r\n"u8.ToArray();
                break;
            case "application/x-www-form-urlencoded":
                attempt.Bytes = "message=Nej"u8.ToArray();
                break;
            default:
                attempt.Bytes = "From: a@fuzz.example\r\nTo: b@fuzz.example\r\nSubject: x\r\n\r\nText\r\n"u8.ToArray();
                break;
        }
    }

    /// <summary>Mostly somebody who may do it, so that the request goes on from there.</summary>
    private (string Role, string? Token) RoleFor(Operation operation, Random random)
    {
        if (random.Next(100) >= RightRoleInHundred)
        {
            return roles[random.Next(roles.Count)];
        }

        var role = operation.Path switch
        {
            var path when path.StartsWith("/api/v1/operations", StringComparison.Ordinal) => "operator",
            var path when path.StartsWith("/api/v1/associations", StringComparison.Ordinal) => "association",
            var path when path.Contains("/conversations", StringComparison.Ordinal) => "host",
            var path when path.StartsWith("/api/v1/follow-ups", StringComparison.Ordinal) && random.Next(3) == 0 => "host",
            _ when operation.Description["security"] is null && random.Next(2) == 0 => "anyone",
            _ => "organiser",
        };
        return roles.First(each => each.Role == role);
    }
}
