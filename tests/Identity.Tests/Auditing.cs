using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Operations;
using BusinessFocus.Domain.People;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Audit;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using BusinessFocus.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>Who reads or does what of whom is written before it is answered, and the data protection officer finds it.</summary>
public sealed class Auditing(SharedIdentity shared) : IAsyncLifetime
{
    private readonly string anna = SharedIdentity.NewAddress("anna");

    private readonly SharedIdentity shared = shared;
    private readonly RunningIdentity identity = shared.Identity;
    private string olle = null!;
    private HttpClient organiser = null!;

    public async ValueTask InitializeAsync()
    {
        olle = await shared.NewOrganiserAsync();
        organiser = await identity.AsClientAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_a_person_read_is_found_by_who_what_and_when()
    {
        var tokens = await identity.SignInAsync(identity.Browser(), olle);
        var his = identity.With(tokens["access_token"]!.GetValue<string>());
        var id = AccountIds.Of(olle).ToString();
        (await his.GetAsync($"/api/v1/accounts/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var entry = await EntryAsync($"person={olle}&subject=accounts/{id}", each => each["act"]!.GetValue<string>() == "readAccount");

        entry["service"]!.GetValue<string>().ShouldBe("identity");
        entry["actor"]!.GetValue<string>().ShouldBe(id);
        entry["name"]!.GetValue<string>().ShouldBe("Olle");
        entry["status"]!.GetValue<int>().ShouldBe(200);
        entry["subjects"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe($"accounts/{id}");
        (await PageAsync($"person={olle}&until=2020-01-01T00:00:00Z")).ShouldBeEmpty();
        (await PageAsync($"person={anna}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_signed_in_how_and_from_where_is_there()
    {
        var browser = identity.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        await identity.SignInAsync(browser, olle);

        var entry = await EntryAsync($"person={olle}", each => each["act"]!.GetValue<string>() == "signInByCode");

        entry["address"]!.GetValue<string>().ShouldBe("192.0.2.7");
        entry["subjects"]!.AsArray().Select(subject => subject!.GetValue<string>()).ShouldContain($"accounts/{AccountIds.Of(olle)}");
    }

    [Fact]
    public async Task A_wrong_code_is_there_and_from_where_it_came()
    {
        var browser = identity.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.8");
        var code = await identity.AskForCodeAsync(browser, olle);

        await RunningIdentity.SendAsync(browser, "/sign-in/code", ("code", code == "000000" ? "000001" : "000000"));

        var entry = await EntryAsync($"person={olle}", each => each["act"]!.GetValue<string>() == "signInByCode");
        (entry["status"]!.GetValue<int>(), entry["address"]!.GetValue<string>()).ShouldBe((400, "192.0.2.8"));
    }

    [Fact]
    public async Task What_was_refused_is_there_too()
    {
        var association = await identity.AsClientAsync("foretagarna");
        (await association.GetAsync("/api/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await EntryAsync("person=foretagarna", _ => true))["status"]!.GetValue<int>().ShouldBe(403);
    }

    [Fact]
    public async Task It_is_stored_when_the_answer_comes()
    {
        (await organiser.GetAsync("/api/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using var reads = identity.Service.Store.QuerySession();
        (await reads.Events.QueryRawEventDataOnly<ActWasAudited>().ToListAsync()).ShouldContain(act => act.Act == "listAccounts" && act.Actor == "organiser");
    }

    [Fact]
    public async Task What_other_services_tell_is_found_by_the_address_of_whom_it_is_about()
    {
        var told = new ActAudited(
            Guid.NewGuid(), "registration", "organiser", ["organiser"], "exportRegistrations", [$"contacts/{ContactIds.Of(anna)}"], "192.0.2.7", 200, DateTimeOffset.UtcNow);
        await identity.Service.Bus.PublishAsync(told);
        await identity.Service.Bus.PublishAsync(told);

        (await EntryAsync($"subject={anna}", _ => true))["act"]!.GetValue<string>().ShouldBe("exportRegistrations");
        (await PageAsync($"subject={anna}")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_told_once_is_not_written_over()
    {
        var told = new ActAudited(Guid.NewGuid(), "registration", "organiser", ["organiser"], "listMembers", [$"contacts/{ContactIds.Of(anna)}"], "192.0.2.7", 200, DateTimeOffset.UtcNow);
        await identity.Service.Bus.PublishAsync(told);
        await EntryAsync($"subject={anna}", _ => true);

        await identity.Service.Bus.PublishAsync(told with { Actor = "nobody", Act = "nothing" });
        await identity.Service.Bus.PublishAsync(told with { EntryId = Guid.NewGuid(), Act = "later" });

        await EntryAsync($"subject={anna}", entry => entry["act"]!.GetValue<string>() == "later");
        (await PageAsync($"subject={anna}")).Select(entry => entry["act"]!.GetValue<string>()).ShouldBe(["listMembers", "later"], ignoreOrder: true);
    }

    [Fact]
    public async Task It_goes_when_it_was_kept_long_enough_and_nothing_else_does()
    {
        await using var own = await RunningIdentity.StartAsync();
        organiser = await own.AsClientAsync();
        (await organiser.GetAsync("/api/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await EntryAsync("person=organiser", entry => entry["act"]!.GetValue<string>() == "listAccounts");
        var store = own.Service.Store;
        using var retention = new Retention(
            store, own.Service.Services.GetServices<RetentionRule>(), new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(731)), NullLogger<Retention>.Instance);

        await retention.ForgetAsync(CancellationToken.None);

        await using var reads = store.QuerySession();
        // That the audit was read is told later, and may come only now.
        (await reads.Events.QueryRawEventDataOnly<ActWasAudited>().ToListAsync()).ShouldAllBe(was => was.Act == "readAudit");
        (await reads.Query<AuditEntry>().ToListAsync()).ShouldAllBe(entry => entry.Act == "readAudit");
        (await reads.Events.FetchStreamAsync(AccountIds.Of(RunningIdentity.Olle).Value)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Nobody_else_reads_it()
    {
        (await identity.Service.Http.GetAsync("/api/v1/audit")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var association = await identity.AsClientAsync("foretagarna");
        (await association.GetAsync("/api/v1/audit")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.GetAsync("/api/v1/audit?from=2027-01-02T00:00:00Z&until=2027-01-01T00:00:00Z")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public void Whom_somebody_names_by_an_address_is_an_account_or_a_contact()
    {
        ReadAudit.ActorOf(olle.ToUpperInvariant()).ShouldBe(AccountIds.Of(olle).ToString());
        ReadAudit.ActorOf("organiser").ShouldBe("organiser");
        ReadAudit.SubjectsOf(anna).ShouldBe([$"contacts/{ContactIds.Of(anna)}", $"accounts/{AccountIds.Of(anna)}"]);
        ReadAudit.SubjectsOf("activities/1").ShouldBe(["activities/1"]);
    }

    /// <summary>It comes by the bus.</summary>
    private Task<JsonNode> EntryAsync(string query, Func<JsonNode, bool> which) =>
        Eventually.ValueAsync(async () => (await PageAsync(query)).FirstOrDefault(which));

    private async Task<List<JsonNode>> PageAsync(string query) =>
        [.. (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/audit?{query}"))!["items"]!.AsArray().Select(entry => entry!)];
}
