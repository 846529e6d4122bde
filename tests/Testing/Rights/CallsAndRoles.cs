using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Manifest;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace BusinessFocus.Testing.Rights;

/// <summary>
/// Every call that a service announces, made as every role, and by tokens and links that are no good: the answers have to be those of the
/// service's <c>rights.csv</c>. A call that has no row there fails.
/// </summary>
/// <param name="service">As its interface is called in <c>contracts/openapi</c>.</param>
/// <param name="table">The file.</param>
/// <param name="http">Somebody without a token.</param>
/// <param name="revocations">Those that the service goes by.</param>
public sealed class CallsAndRoles(string service, string table, HttpClient http, TestTokens tokens, Revocations revocations, WhatIsAskedFor things)
{
    /// <summary>An asker with this in their name has another one's things.</summary>
    private const string Elsewhere = " elsewhere";

    private readonly IReadOnlyList<AnnouncedCall> calls = AnnouncedCall.Of(service);
    private readonly RightsTable rights = RightsTable.Read(table);
    private readonly List<string> wrong = [];

    /// <summary>Of a service that runs by itself.</summary>
    public CallsAndRoles(string service, string table, RunningService running, WhatIsAskedFor things)
        : this(service, table, running.Http, running.Tokens, running.Services.GetRequiredService<Revocations>(), things)
    {
    }

    public static string TableOf(string project) => Path.Combine(Repository.Root, "tests", project, "rights.csv");

    public static void EveryCallShouldHaveARow(string service, string table)
    {
        var rows = RightsTable.Read(table);
        rows.Rows.Keys.ShouldBe(
            AnnouncedCall.Of(service).Select(call => call.Name), ignoreOrder: true, $"Say in {table} who may make each call, and no others.");
        rows.Rows.Values.SelectMany(row => row.Values).ShouldAllBe(cell => cell == RightsTable.Yes || cell == "401" || cell == "403" || cell == "404");
        rows.Rows.Values.ShouldAllBe(row => row.Count == rows.Askers.Count);
    }

    public async Task ShouldBeAsTheTableSaysAsync()
    {
        // Those that change nothing come first, so that what is asked for is as it was made.
        await ByTokensThatAreNoGoodAsync();
        await ByRolesAsync();
        await ByLinksAsync();
        wrong.ShouldBeEmpty();
    }

    private async Task ByTokensThatAreNoGoodAsync()
    {
        foreach (var call in calls)
        {
            foreach (var (name, token) in tokens.NoGood(Roles.Organiser, revocations))
            {
                await ExpectAsync(call, RightsTable.Nobody, name, token, things.AddressOf(call));
            }
        }
    }

    private async Task ByRolesAsync()
    {
        foreach (var call in calls)
        {
            foreach (var asker in rights.Askers)
            {
                await ExpectAsync(call, asker, asker, TokenOf(asker), things.AddressOf(call));
            }
        }
    }

    private async Task ByLinksAsync()
    {
        foreach (var call in calls.Where(call => call.TakesLink))
        {
            if (things.AddressByLink(call, isOwn: true) is not { } own || things.AddressByLink(call, isOwn: false) is not { } anothers)
            {
                wrong.Add($"{call.Name} takes a link, and the test has none.");
                continue;
            }

            await ExpectAsync(call, RightsTable.Nobody, "another's link", null, anothers);
            if (await SendAsync(call, null, own) is (401 or 403 or 404 or 500) and var status)
            {
                wrong.Add($"{call.Name} by its own link: {status}");
            }
        }
    }

    /// <param name="asker">Whose cell the answer has to be.</param>
    /// <param name="name">Who asks, for people.</param>
    private async Task ExpectAsync(AnnouncedCall call, string asker, string name, string? token, string address)
    {
        var status = await SendAsync(call, token, address);
        if (rights.Rows.ContainsKey(call.Name) && !rights.Allows(call.Name, asker, status))
        {
            wrong.Add($"{call.Name} as {name}: {status} instead of {rights.Rows[call.Name][asker]}");
        }
    }

    private async Task<int> SendAsync(AnnouncedCall call, string? token, string address)
    {
        using var request = new HttpRequestMessage(call.Method, address) { Content = BodyOf(call) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        // Some answers never end.
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }

    private HttpContent? BodyOf(AnnouncedCall call)
    {
        var body = things.Bodies.GetValueOrDefault(call.Name);
        return call.BodyTypes.Count == 0 ? null
            : call.BodyTypes.Contains("application/json") ? JsonContent.Create(body ?? new { })
            : call.BodyTypes.Any(type => type.Contains("form", StringComparison.Ordinal)) ? new FormUrlEncodedContent(body as Dictionary<string, string> ?? [])
            : new StringContent("a;b\n", Encoding.UTF8, call.BodyTypes[0]);
    }

    private string? TokenOf(string asker)
    {
        if (asker == RightsTable.Nobody)
        {
            return null;
        }

        var isElsewhere = asker.EndsWith(Elsewhere, StringComparison.Ordinal);
        var role = isElsewhere ? asker[..^Elsewhere.Length] : asker;
        return tokens.For(
            role,
            $"some-{role}",
            association: role != Roles.Association ? null : isElsewhere ? "another" : things.Association,
            host: role != Roles.Host ? null : isElsewhere ? Guid.CreateVersion7().ToString() : things.Host,
            door: role != Roles.Door ? null : isElsewhere ? Guid.CreateVersion7().ToString() : things.Door,
            municipality: isElsewhere && role is (Roles.Organiser or Roles.Planner or Roles.Reporter) ? "elsewhere" : null);
    }
}
