using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.CheckIns;

/// <summary>What runs out, and who is forgotten, in all that a service of each test's own has stored.</summary>
public sealed class ForgettingWhoCame : IAsyncLifetime
{
    private RunningService service = null!;
    private HttpClient organiser = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync<Program>("registration");
        organiser = service.As(Roles.Organiser);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task An_offer_that_runs_out_goes_to_the_next_by_itself()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var other = await service.StartAnotherAsync<Program>(configure: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var activity = await service.ReleaseAsync(1, state => state with { Rules = new RegistrationRules(OfferMinutes: 60) });
        var anna = await RegisterAsync(activity, "anna");
        var bo = await RegisterAsync(activity, "bo");
        await RegisterAsync(activity, "cilla");
        await service.Http.DeleteAsync(LinkOf(anna));
        await service.Bus.NextAsync<RegistrationOffered>();

        clock.Advance(TimeSpan.FromMinutes(61));
        await Eventually.TrueAsync(() =>
        {
            // The deadline has passed; what looks for it is woken each second of this clock.
            clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(service.Bus.Heards<RegistrationOfferExpired>().Count > 0);
        });

        service.Bus.Heards<RegistrationOfferExpired>()[0].Registration.Id.ToString().ShouldBe(Text(bo, "id"));
        (await service.Bus.NextAsync<RegistrationOffered>(next => next.Registration.Id.ToString() != Text(bo, "id"))).Registration.Contact.Name.ShouldBe("cilla");
    }

    [Fact]
    public async Task Who_asks_gets_what_is_known_and_is_forgotten_in_every_event_and_document()
    {
        var (past, coming) = (await service.ReleaseAsync(5, Given.Soon), await service.ReleaseAsync(1, Given.Soon));
        var anna = await RegisterAsync(past, "anna-unik");
        await RegisterAsync(coming, "anna-unik");
        await RegisterAsync(coming, "bo");
        await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = Text(anna, "ticket") });

        var known = await (await organiser.PostAsJsonAsync("/api/v1/privacy/export/registrations", new { email = "Anna-Unik@example.se" })).Content.ReadFromJsonAsync<JsonNode>();
        known!["registrations"]!.AsArray().Count.ShouldBe(2);
        known["registrations"]![0]!["course"]!.AsArray().Select(step => Text(step!, "what")).ShouldBe(["confirmed", "checkedIn"]);

        var erased = await (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "anna-unik@example.se" })).Content.ReadFromJsonAsync<JsonNode>();
        erased!["registrations"]!.GetValue<int>().ShouldBe(2);
        (await service.Bus.NextAsync<ContactErased>()).Registrations.Count.ShouldBe(2);
        (await service.Bus.NextAsync<RegistrationPromoted>()).Registration.Contact.Name.ShouldBe("bo");

        await Eventually.TrueAsync(async () => await CountAsync("anna-unik") == 0);
        (await CountAsync("bo@example.se")).ShouldBeGreaterThan(0);
        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{coming}/availability"))!["confirmed"]!.GetValue<int>().ShouldBe(1);
        await using var restarted = await service.StartAnotherAsync<Program>();
        var after = await restarted.Http.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{past}/availability");
        after!["confirmed"]!.GetValue<int>().ShouldBe(0, "it had not begun, so it was cancelled");
    }

    [Fact]
    public async Task Who_was_stored_under_another_spelling_of_the_address_is_found_and_forgotten_by_the_usual_one()
    {
        var activity = await service.ReleaseAsync(5);
        await RegisterAsync(activity, "anna-unik");
        foreach (var written in (string[])["anna-unik@example.se.", "anna\u200B-unik@example.se"])
        {
            await StoreAsBeforeAsync(activity, written);
        }

        await using var _ = await service.StartAnotherAsync<Program>();
        await Eventually.TrueAsync(async () => (await ExportAsync("Anna-Unik@example.se"))["registrations"]!.AsArray().Count == 3);
        (await ExportAsync("anna-unik@example.se."))["registrations"]!.AsArray().Count.ShouldBe(3, "one form finds the other");

        var erased = await (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "anna-unik@example.se" })).Content.ReadFromJsonAsync<JsonNode>();

        erased!["registrations"]!.GetValue<int>().ShouldBe(3);
        await Eventually.TrueAsync(async () => await CountAsync("unik@example.se") == 0);
        foreach (var written in (string[])["anna-unik@example.se", "anna-unik@example.se.", "anna\u200B-unik@example.se"])
        {
            await service.Bus.NextAsync<ContactErased>(each => each.ContactId == ContactIds.Of(written) && each.Registrations.Count == 1);
        }
    }

    [Fact]
    public async Task An_editions_people_are_forgotten_by_themselves_when_they_have_been_kept_long_enough()
    {
        var activity = await service.ReleaseAsync(5, Given.Soon);
        var anna = await RegisterAsync(activity, "anna-unik");
        await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = Text(anna, "ticket") });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMonths(3));
        await using var later = await service.StartAnotherAsync<Program>(
            new Dictionary<string, string?> { ["Registration:KeepMonths"] = "1" },
            services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));

        var erased = await service.Bus.NextAsync<RegistrationsErased>();

        (erased.ActivityId, erased.Registrations.Single().ToString()).ShouldBe((activity, Text(anna, "id")));
        await Eventually.TrueAsync(async () => await CountAsync("anna-unik") == 0);
        var attendance = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/attendance"))!;
        (attendance["confirmed"]!.GetValue<int>(), attendance["came"]!.GetValue<int>()).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_is_no_address_any_more_can_be_asked_for_and_forgotten()
    {
        var activity = await service.ReleaseAsync(5);
        await StoreAsBeforeAsync(activity, "anna-unik.@example.se");

        (await ExportAsync("anna-unik.@example.se"))["registrations"]!.AsArray().ShouldHaveSingleItem();
        await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "anna-unik.@example.se" });

        await Eventually.TrueAsync(async () => await CountAsync("anna-unik") == 0);
        (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "anna-unik" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<JsonNode> ExportAsync(string email) =>
        (await (await organiser.PostAsJsonAsync("/api/v1/privacy/export/registrations", new { email })).Content.ReadFromJsonAsync<JsonNode>())!;

    /// <summary>As a registration was stored while an address was another person's in each spelling.</summary>
    private async Task StoreAsBeforeAsync(ActivityId activity, string email)
    {
        var booking = Given.Booking("Anna") with { Person = new Person(ContactIds.Of(email), "Anna", email, null, "sv") };
        await service.Services.GetRequiredService<SeatCommandProcessor>().DecideAsync(
            activity, seats => Register.Decide(seats, booking, DateTimeOffset.UtcNow), CancellationToken.None);
    }

    /// <summary>How often a text stands in the store's events and documents; what the inbox and the idempotency keys hold lives for days only.</summary>
    private async Task<long> CountAsync(string text)
    {
        await using var database = NpgsqlDataSource.Create(service.ConnectionString);
        var tables = new List<string>();
        await using (var find = database.CreateCommand("select table_name from information_schema.columns where table_schema = 'public' and column_name = 'data' and data_type = 'jsonb'"))
        await using (var reader = await find.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        tables.ShouldContain("mt_events");
        await using var count = database.CreateCommand(
            $"select sum(n) from ({string.Join(" union all ", tables.Select(table => $"select count(*) n from {table} where data::text ilike $1"))}) each");
        count.Parameters.Add(new NpgsqlParameter { Value = $"%{text}%" });
        return Convert.ToInt64(await count.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<JsonNode> RegisterAsync(ActivityId activity, string name)
    {
        var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name, email = $"{name}@example.se" }, consent = true });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static string LinkOf(JsonNode registration) =>
        $"/api/v1/registrations/{Text(registration, "id")}?token={Text(registration, "manageToken")}";

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
