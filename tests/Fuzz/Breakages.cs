using System.Globalization;

namespace BusinessFocus.Fuzz;

/// <summary>The ways in which a request is broken on purpose. Each takes a valid one, and says what it did to it.</summary>
public static class Breakages
{
    private const int Tries = 8;

    /// <summary>Each returns what it broke, or null where the request has nothing to break in this way.</summary>
    private static readonly Func<Attempt, Random, string?>[] All =
    [
        .. InBody.All, .. InBody.All, .. InBody.All,
        .. InAddress.All, .. InAddress.All,
        .. InHeaders.All,
    ];

    public static void BreakOne(Attempt attempt, Random random)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (All[random.Next(All.Length)](attempt, random) is { } what)
            {
                attempt.Broken.Add(what);
                return;
            }
        }
    }

    public static T Pick<T>(this Random random, params IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public static string TextOf(int length) => string.Create(length, 0, (characters, _) => characters.Fill('å'));

    /// <summary>Texts that have been trouble somewhere.</summary>
    public static string Awkward(this Random random) => random.Pick(
        "\0", "a\0b", "", " ", "\t\n", "\u200b", "\ufeff", "\u202eabc", "😀", "é", "%00", "../../etc/passwd", "' or 1=1 --", "<script>", "{{ 1 }}",
        "null", "-1", "0", "NaN", "1e400", "99999999999999999999", "{}", "[]", "true", "ÅÄÖ", "ﬁ", "\u0085", "\u2028", "\ud7ff", "\uffff",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", Guid.AllBitsSet.ToString("N", CultureInfo.InvariantCulture), TextOf(300), TextOf(2_000));
}

/// <summary>In the path and the query.</summary>
public static class InAddress
{
    public static readonly Func<Attempt, Random, string?>[] All =
    [
        AwkwardPlace, UnknownId, AwkwardQuery, UnknownParameter, TwiceTheParameter, BrokenCursor, AwkwardLimit, LongAddress,
    ];

    private static string? AwkwardPlace(Attempt attempt, Random random)
    {
        if (attempt.Places.Count == 0)
        {
            return null;
        }

        var name = random.Pick(attempt.Places.Keys.ToList());
        attempt.Places[name] = random.Awkward();
        return $"{name} in the path is awkward";
    }

    private static string? UnknownId(Attempt attempt, Random random)
    {
        if (attempt.Places.Count == 0)
        {
            return null;
        }

        var name = random.Pick(attempt.Places.Keys.ToList());
        var bytes = new byte[16];
        random.NextBytes(bytes);
        attempt.Places[name] = new Guid(bytes).ToString();
        return $"{name} in the path is unknown";
    }

    private static string? AwkwardQuery(Attempt attempt, Random random)
    {
        var names = attempt.Operation.Parameters("query").Select(parameter => parameter["name"]!.GetValue<string>()).ToList();
        if (names.Count == 0)
        {
            return null;
        }

        var name = random.Pick(names);
        attempt.Query.RemoveAll(each => each.Name == name);
        attempt.Query.Add((name, random.Awkward()));
        return $"{name} in the query is awkward";
    }

    private static string? UnknownParameter(Attempt attempt, Random random)
    {
        attempt.Query.Add((random.Pick("unknown", "", "\0", "a[b]", "limit[]", Breakages.TextOf(100)), random.Awkward()));
        return "an unknown parameter in the query";
    }

    private static string? TwiceTheParameter(Attempt attempt, Random random)
    {
        if (attempt.Query.Count == 0)
        {
            return null;
        }

        attempt.Query.Add((random.Pick(attempt.Query).Name, random.Awkward()));
        return "a parameter comes twice in the query";
    }

    private static string? BrokenCursor(Attempt attempt, Random random)
    {
        if (!attempt.Operation.Parameters("query").Any(parameter => parameter["name"]!.GetValue<string>() == "after"))
        {
            return null;
        }

        attempt.Query.RemoveAll(each => each.Name == "after");
        attempt.Query.Add(("after", random.Pick("AA", "AAAA", "!!!", "Zg", "ZmZm", "_-_-", "AGEA", "MDAwMA", "MjAyNy0xMC0wNXw", "fHx8fA", "////", "7aCA", "LTE", Breakages.TextOf(50))));
        return "a broken cursor";
    }

    private static string? AwkwardLimit(Attempt attempt, Random random)
    {
        if (!attempt.Operation.Parameters("query").Any(parameter => parameter["name"]!.GetValue<string>() == "limit"))
        {
            return null;
        }

        attempt.Query.RemoveAll(each => each.Name == "limit");
        attempt.Query.Add(("limit", random.Pick("0", "-1", "201", "2147483648", "1e2", "1,000", " 5 ", "", "five", "５")));
        return "an awkward limit";
    }

    private static string? LongAddress(Attempt attempt, Random random)
    {
        if (random.Next(5) > 0)
        {
            return null;
        }

        attempt.Query.Add(("q", new string('a', random.Pick(7_000, 9_000, 20_000, 60_000))));
        return "a long address";
    }
}

/// <summary>In the method and the headers.</summary>
public static class InHeaders
{
    public static readonly Func<Attempt, Random, string?>[] All =
    [
        AnotherMethod, AwkwardHeader, AwkwardHeader, NonAsciiHeader, ForgedToken, NoToken, UnknownCharset, AnotherMediaType, NoMediaType, LargeHeaders, ManyHeaders, AnUnusualHeader,
    ];

    private static string? AnotherMethod(Attempt attempt, Random random)
    {
        attempt.Method = random.Pick("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO");
        return $"{attempt.Method} instead of {attempt.Operation.Method}";
    }

    private static string? AwkwardHeader(Attempt attempt, Random random)
    {
        var name = random.Pick("If-Match", "If-None-Match", "Idempotency-Key", "Accept-Language", "Accept", "Last-Event-ID", "webhook-id", "webhook-timestamp", "webhook-signature", "traceparent");
        attempt.Headers.RemoveAll(each => each.Name == name);
        attempt.Headers.Add((name, random.Pick("*", "W/\"1\"", "\"", "\"1", "1", "-1", "\"99999999999999999999\"", "sv;q=2", ";;;,,,", "text/*;q=x", "%00", new string('k', 255), new string('k', 256), new string('x', 5_000), "00-0-0-0")));
        return $"an awkward {name}";
    }

    private static string? NonAsciiHeader(Attempt attempt, Random random)
    {
        var name = random.Pick("X-Name", "Idempotency-Key", "If-Match", "Accept-Language", "User-Agent", "Accept", "Referer", "Cookie", "X-Forwarded-For", "traceparent", "baggage");
        attempt.Headers.RemoveAll(each => each.Name == name);
        attempt.Headers.Add((name, random.Pick("Åsa", "\u00c3\u00a5", "\u00ff\u00fe", "k\u0080y")));
        return $"{name} is not ASCII";
    }

    private static string? ForgedToken(Attempt attempt, Random random)
    {
        attempt.Token = random.Pick("x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJFUzI1NiJ9.AAAA.AAAA", new string('a', 4_000));
        return "a forged token";
    }

    private static string? NoToken(Attempt attempt, Random random)
    {
        if (attempt.Token is null)
        {
            return null;
        }

        (attempt.Token, attempt.Role) = (null, "anyone");
        return "no token";
    }

    private static string? UnknownCharset(Attempt attempt, Random random)
    {
        if (attempt.ContentType is null)
        {
            return null;
        }

        attempt.ContentType += random.Pick("; charset=martian", "; charset=utf-7", "; charset=\"utf-8\"", "; charset=", "; charset=iso-8859-1", "; charset=utf-16", ";", "; charset=utf-8; charset=x", "; charset=utf-32", "; charset=ibm037");
        return $"{attempt.ContentType}";
    }

    private static string? AnotherMediaType(Attempt attempt, Random random)
    {
        if (attempt.ContentType is null)
        {
            return null;
        }

        attempt.ContentType = random.Pick("text/plain", "application/xml", "application/json5", "application/merge-patch+json", "text/csv", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "nonsense", "a/b/c", "application/octet-stream", "application/vnd.ms-excel");
        return $"{attempt.ContentType} instead of what it takes";
    }

    private static string? NoMediaType(Attempt attempt, Random random)
    {
        if (attempt.ContentType is null)
        {
            return null;
        }

        attempt.Bytes = attempt.Body();
        attempt.ContentType = null;
        return "no Content-Type";
    }

    private static string? LargeHeaders(Attempt attempt, Random random)
    {
        if (random.Next(4) > 0)
        {
            return null;
        }

        attempt.Headers.Add(("X-Large", new string('x', random.Pick(20_000, 40_000, 100_000))));
        return "large headers";
    }

    private static string? ManyHeaders(Attempt attempt, Random random)
    {
        if (random.Next(4) > 0)
        {
            return null;
        }

        for (var i = random.Pick(90, 150, 400); i > 0; i--)
        {
            attempt.Headers.Add(($"X-{i}", "x"));
        }

        return "many headers";
    }

    private static string? AnUnusualHeader(Attempt attempt, Random random)
    {
        attempt.Headers.Add(random.Pick(
            ("Content-Encoding", "gzip"), ("Range", "bytes=0-10"), ("Origin", "https://elsewhere.example"), ("X-HTTP-Method-Override", "DELETE"), ("Accept-Encoding", "br, gzip"),
            ("If-Modified-Since", "yesterday"), ("X-Forwarded-Proto", "gopher"), ("X-Forwarded-For", "nowhere"), ("Accept-Charset", "martian"), ("Upgrade", "h2c"), ("Access-Control-Request-Method", "PUT")));
        return $"{attempt.Headers[^1].Name}: {attempt.Headers[^1].Value}";
    }
}
