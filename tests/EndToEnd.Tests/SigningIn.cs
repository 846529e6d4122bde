using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BusinessFocus.Manifest;
using BusinessFocus.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>Somebody is invited, signs in through the gateway by the code in the mail, and works in the services until they may not.</summary>
public sealed partial class SigningIn(Festival festival)
{
    private const string RedirectUri = "http://127.0.0.1/signed-in";

    /// <summary>Until what was taken back is refused everywhere.</summary>
    private static readonly TimeSpan TheLongest = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Who_is_invited_signs_in_by_mail_plans_and_is_stopped_within_a_minute()
    {
        var address = $"eva-{Guid.NewGuid():N}@lerum.example";
        var account = (await festival.Organiser.PostAsync(
            "/api/v1/accounts", new { email = address, name = "Eva Planerare", grants = new[] { new { role = "organiser" } } }, HttpStatusCode.Created)).Text("id");
        (await festival.Mail.NextAsync(address)).TextBody.ShouldNotBeNull().ShouldContain("/sign-in");

        using var eva = await SignInAsync(address);
        (await eva.GetAsync("/api/v1/me", HttpStatusCode.OK)).Text("email").ShouldBe(address);
        await eva.GetAsync("/api/v1/notifications", HttpStatusCode.OK);
        await eva.PostAsync("/api/v1/editions", NewEdition(), HttpStatusCode.Created);

        await festival.Organiser.DeleteAsync($"/api/v1/accounts/{account}/grants/organiser");

        // Each of them heard of it on a queue of its own.
        foreach (var path in (string[])["/api/v1/notifications", "/api/v1/follow-ups", "/api/v1/companies", "/api/v1/me"])
        {
            await Eventually.TrueAsync(async () => (await eva.GetAsync(path)).StatusCode == HttpStatusCode.Unauthorized, TheLongest, path);
        }

        await Eventually.TrueAsync(
            async () => (await eva.PostAsJsonAsync("/api/v1/editions", NewEdition())).StatusCode == HttpStatusCode.Unauthorized, TheLongest, "Scheduling");
    }

    [Fact]
    public async Task The_script_for_curl_prints_a_token_that_ends_with_its_session()
    {
        const string FirstOrganiser = "arrangor@lerum.example";
        Assert.SkipUnless(File.Exists("/usr/bin/curl"), "curl is missing: apt-get install curl");
        using var person = With(await PrintedAsync(FirstOrganiser));
        (await person.GetAsync("/api/v1/me", HttpStatusCode.OK)).Text("email").ShouldBe(FirstOrganiser);

        // The first organiser is the data protection officer too.
        await person.GetAsync($"/api/v1/audit?person={FirstOrganiser}", HttpStatusCode.OK);

        var session = (await person.GetAsync("/api/v1/me/sessions", HttpStatusCode.OK)).AsArray().First(each => each!["isThisOne"]!.GetValue<bool>());
        (await person.DeleteAsync($"/api/v1/me/sessions/{session!.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(
            async () => (await person.GetAsync("/api/v1/notifications")).StatusCode == HttpStatusCode.Unauthorized, TheLongest, "Notification");
    }

    [Fact]
    public async Task The_codes_mail_is_in_no_store_and_in_no_list()
    {
        var address = $"olof-{Guid.NewGuid():N}@lerum.example";
        await festival.Organiser.PostAsync("/api/v1/accounts", new { email = address, name = "Olof" }, HttpStatusCode.Created);
        using var browser = Browser();
        var code = await AskAsync(browser, address, "");

        foreach (var database in (string[])["identity", "notification"])
        {
            (await StoredAsync(database, $"\"{code}\"")).ShouldBe(0, database);
            (await StoredAsync(database, $"{code[..3]} {code[3..]}")).ShouldBe(0, database);
        }

        (await StoredAsync("notification", address)).ShouldBe(0);
    }

    private async Task<HttpClient> SignInAsync(string address)
    {
        using var browser = Browser();
        var verifier = new string('v', 43) + Guid.NewGuid().ToString("N");
        var challenge = System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier)));
        var asked = $"/connect/authorize?client_id=terminal&response_type=code&scope=openid%20offline_access&code_challenge_method=S256&code_challenge={challenge}"
            + $"&redirect_uri={Uri.EscapeDataString(RedirectUri)}&state=x";
        var toSignIn = await browser.GetAsync(asked);
        var onTo = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(toSignIn.Headers.Location!.OriginalString.Split('?', 2)[1])["return"].ToString();
        var code = await AskAsync(browser, address, onTo);
        var signedIn = await SendAsync(browser, "/sign-in/code", ("code", code), ("return", onTo));
        signedIn.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var back = await browser.GetAsync(signedIn.Headers.Location);
        var grant = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Headers.Location!.Query)["code"].ToString();
        var answer = await SendAsync(
            browser, "/connect/token", ("grant_type", "authorization_code"), ("client_id", "terminal"), ("code", grant), ("redirect_uri", RedirectUri), ("code_verifier", verifier));
        return With((await answer.Content.ReadFromJsonAsync<JsonNode>())!.Text("access_token"));
    }

    /// <summary>What the script of README's walk prints.</summary>
    private async Task<string> PrintedAsync(string address)
    {
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "deploy", "sign-in"), [address, festival.Data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = script.StandardError.ReadToEndAsync();
        var printed = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        script.ExitCode.ShouldBe(0, await errors);
        return printed.Trim();
    }

    private HttpClient With(string token)
    {
        var client = new HttpClient { BaseAddress = festival.Anyone.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static object NewEdition() => new
    {
        slug = $"by-a-person-{Guid.NewGuid():N}"[..24],
        name = new { sv = "En persons upplaga" },
        startsOn = "2027-10-04",
        endsOn = "2027-10-15",
    };

    /// <returns>The code in the mail that came then.</returns>
    private async Task<string> AskAsync(HttpClient browser, string address, string onTo)
    {
        (await SendAsync(browser, "/sign-in", ("email", address), ("return", onTo))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var mail = await festival.Mail.NextAsync(address, message => Code().IsMatch(message.TextBody ?? ""));
        var digits = Code().Match(mail.TextBody ?? "");
        return digits.Groups["first"].Value + digits.Groups["last"].Value;
    }

    private HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = festival.Anyone.BaseAddress };

    private static Task<HttpResponseMessage> SendAsync(HttpClient browser, string path, params (string Name, string Value)[] form) =>
        browser.PostAsync(path, new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private async Task<long> StoredAsync(string database, string text)
    {
        await using var source = NpgsqlDataSource.Create(festival.Database(database));
        await using var count = source.CreateCommand(
            """
            select coalesce(sum((xpath('/row/n/text()', query_to_xml(
                format('select count(*) as n from %I where data::text ilike %L', table_name, '%' || $1 || '%'), false, true, '')))[1]::text::bigint), 0)::bigint
            from information_schema.columns where table_schema = 'public' and column_name = 'data' and data_type = 'jsonb'
            """);
        count.Parameters.Add(new NpgsqlParameter { Value = text });
        return (long)(await count.ExecuteScalarAsync())!;
    }

    [GeneratedRegex(@"(?<first>\d{3}) (?<last>\d{3})\b")]
    private static partial Regex Code();
}
