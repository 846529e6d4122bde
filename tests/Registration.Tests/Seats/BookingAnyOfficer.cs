using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>Booking by topic, and several conversations in one step, on real servers.</summary>
public sealed class BookingAnyOfficer(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private static readonly DateTimeOffset Starts = new(2099, 10, 5, 7, 30, 0, TimeSpan.Zero);
    private readonly RunningService service = running.Service;
    private readonly EditionId edition = EditionId.New();

    [Fact]
    public async Task As_many_at_once_as_want_get_each_another_officer_and_no_officer_two()
    {
        var hosts = Enumerable.Range(0, 4).Select(_ => HostId.New()).ToList();

        // The first of them has the other topic's slot at the same time, too.
        List<ActivityState> slots = [.. hosts.Select(host => Slot("bygglov", host, 0)), Slot("livsmedel", hosts[0], 10)];
        foreach (var slot in slots)
        {
            await ReleaseAsync(slot);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => BookAsync(i % 2 == 0 ? "Bygglov" : "livsmedel", $"p{i}@example.se")));

        var booked = answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => new ActivityId(Guid.Parse((string)answer.Body["activityId"]!))).ToList();
        booked.Distinct().Count().ShouldBe(booked.Count, "each slot once");
        var taken = booked.SelectMany(id => slots.Single(slot => slot.Id == id).HostIds!).ToList();
        taken.Distinct().Count().ShouldBe(taken.Count, "nobody is in two conversations at once");
        taken.Count.ShouldBe(4);
        answers.Where(answer => answer.Status != HttpStatusCode.Created).ShouldAllBe(answer => (string)answer.Body["type"]! == "urn:businessfocus:problem:none-free");
    }

    [Fact]
    public async Task Who_asks_for_a_language_gets_the_officer_who_speaks_it_and_else_none()
    {
        var (swedish, both) = (Slot("bygglov", HostId.New(), 0) with { Languages = ["sv"] }, Slot("bygglov", HostId.New(), 0) with { Languages = ["sv", "en"] });
        await ReleaseAsync(swedish);
        await ReleaseAsync(both);
        await ReleaseAsync(Slot("bygglov", HostId.New(), 0) with { Language = "fi" });

        var (status, booked) = await BookAsync("bygglov", "anna@example.se", "en");
        status.ShouldBe(HttpStatusCode.Created);
        ((string)booked["activityId"]!).ShouldBe(both.Id.ToString());
        booked["languages"]!.AsArray().Select(language => (string)language!).ShouldBe(["sv", "en"]);

        var (_, none) = await BookAsync("bygglov", "bo@example.se", "en");
        ((string)none["type"]!, (string)none["language"]!).ShouldBe(("urn:businessfocus:problem:none-free", "en"));
        (await BookAsync("bygglov", "bo@example.se", "fi")).Status.ShouldBe(HttpStatusCode.Created, "the slot is held in it");
        (await BookAsync("bygglov", "cia@example.se", "english")).Body["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("language");
    }

    [Fact]
    public async Task A_chain_is_told_by_its_first_message_and_cancelled_whole()
    {
        List<ActivityState> slots = [Slot("bygglov", HostId.New(), 30), Slot("livsmedel", HostId.New(), 0)];
        foreach (var slot in slots)
        {
            await ReleaseAsync(slot);
        }

        using var made = await service.Http.PostAsJsonAsync(
            "/api/v1/registrations", new { activityIds = slots.Select(slot => slot.Id.Value), contact = new { name = "Anna", email = "anna-in-a-row@example.se" }, consent = true });
        var registrations = (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["registrations"]!.AsArray();
        var first = await service.Bus.NextAsync<RegistrationConfirmed>(each => each.Registration.ActivityId == slots[1].Id);
        var second = await service.Bus.NextAsync<RegistrationConfirmed>(each => each.Registration.ActivityId == slots[0].Id);
        first.Chain!.Leader.ShouldBe(first.Registration.Id);
        first.Chain.Places!.Select(place => place.ActivityId).ShouldBe([slots[1].Id, slots[0].Id]);
        (second.Chain!.Leader, second.Chain.Places, second.Chain.OwnToken).ShouldBe((first.Registration.Id, null, null));
        using (var own = await service.Http.GetAsync($"/api/v1/my?token={Uri.EscapeDataString(first.Chain.OwnToken!)}"))
        {
            (await own.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["registrations"]!.AsArray().Count.ShouldBe(2);
        }

        registrations[0]!["bookedTogether"]!.AsArray().Select(activity => (string)activity!).ShouldBe([slots[1].Id.ToString(), slots[0].Id.ToString()]);
        var path = $"/api/v1/registrations/{registrations[0]!["id"]}/chain";
        (await service.Http.DeleteAsync($"{path}?token=wrong")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        for (var i = 0; i < 2; i++)
        {
            (await service.Http.DeleteAsync($"{path}?token={Uri.EscapeDataString((string)registrations[0]!["manageToken"]!)}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        var ended = await service.Bus.NextAsync<RegistrationCancelled>(each => each.Registration.ActivityId == slots[1].Id);
        ended.Chain!.Places!.Count.ShouldBe(2);
        (await service.Bus.NextAsync<RegistrationCancelled>(each => each.Registration.ActivityId == slots[0].Id)).Chain!.Leader.ShouldBe(ended.Registration.Id);
    }

    [Fact]
    public async Task Where_addresses_are_confirmed_first_the_conversation_is_held_until_then()
    {
        await ReleaseAsync(Slot("bygglov", HostId.New(), 0) with { Rules = new RegistrationRules(ConfirmAddress: ConfirmAddress.Always) });

        (await BookAsync("bygglov", "dina@example.se")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await BookAsync("bygglov", "elsa@example.se")).Status.ShouldBe(HttpStatusCode.Conflict, "it is held for the first of them");
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> BookAsync(string topic, string email, string? language = null)
    {
        using var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/editions/{edition}/conversations", new { topic, startsAt = topic == "livsmedel" ? Starts.AddMinutes(10) : Starts, contact = new { name = "Anna", email }, consent = true, language });
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    private async Task ReleaseAsync(ActivityState slot)
    {
        await service.Bus.PublishAsync(new ActivityReleased(slot));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{slot.Id}/availability")).IsSuccessStatusCode);
    }

    private ActivityState Slot(string topic, HostId host, int minutes) => Given.Released(ActivityId.New(), capacity: 1) with
    {
        EditionId = edition,
        Kind = ActivityKind.OpenHouse,
        HostIds = [host],
        Topics = [topic],
        StartsAt = Starts.AddMinutes(minutes),
        EndsAt = Starts.AddMinutes(minutes + 20),
    };
}
