using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>An officer is ill: through the whole service, from the bus to the link in the letter.</summary>
public sealed class ChoosingAnotherSlot(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private readonly RunningService service = running.Service;

    /// <summary>What is free in it is offered to whoever of it waits.</summary>
    private readonly EditionId edition = EditionId.New();

    /// <summary>Of all addresses of this test.</summary>
    private readonly string domain = $"{Guid.NewGuid():N}.example";

    [Fact]
    public async Task Of_two_that_are_kept_one_is_chosen_and_only_one_also_where_both_links_are_opened_at_once()
    {
        var (lost, one, other) = (await ReleaseAsync(0), await ReleaseAsync(1), await ReleaseAsync(2));
        (await RegisterAsync(lost.Id, "anna")).StatusCode.ShouldBe(HttpStatusCode.Created);
        var cancelled = new ActivityCancelled(lost with { Status = ActivityStatus.Cancelled, Version = 3 }, "Handläggaren är sjuk.", [one.Id, other.Id]);

        await service.Bus.PublishAsync(cancelled);
        await service.Bus.PublishAsync(cancelled);

        var told = await service.Bus.NextAsync<RegistrationCancelled>(each => each.Registration.ActivityId == lost.Id);
        told.Alternatives!.Select(kept => kept.ActivityId).ShouldBe([one.Id, other.Id]);
        service.Bus.Heards<RegistrationHeld>().ShouldNotContain(each => IsOwn(each.Contact), "there is one letter");
        (await LeftAsync(one.Id), await LeftAsync(other.Id)).ShouldBe((0, 0));

        var answers = await Task.WhenAll(told.Alternatives!.Select(kept => service.Http.PostAsync($"/api/v1/held-registrations/{kept.ChooseToken}", null)));

        answers.Select(answer => answer.StatusCode).ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict], ignoreOrder: true);
        (await service.Bus.NextAsync<RegistrationConfirmed>(message => IsOwn(message.Registration.Contact) && message.Registration.ActivityId != lost.Id)).Registration.Contact.Email.ShouldBe($"anna@{domain}");
        (await LeftAsync(one.Id) + await LeftAsync(other.Id)).ShouldBe(1);
        service.Bus.Heards<RegistrationCancelled>().Count(each => IsOwn(each.Registration.Contact)).ShouldBe(1, "the message that came twice did it once");
    }

    [Fact]
    public async Task Two_slots_that_are_lost_at_once_are_never_offered_the_same_one()
    {
        var (first, second, free) = (await ReleaseAsync(0), await ReleaseAsync(1), await ReleaseAsync(2));
        await RegisterAsync(first.Id, "anna");
        await RegisterAsync(second.Id, "bosse");

        await Task.WhenAll(new[] { first, second }.Select(lost => service.Bus.PublishAsync(
            new ActivityCancelled(lost with { Status = ActivityStatus.Cancelled, Version = 3 }, null, [free.Id]))));

        var told = new[]
        {
            await service.Bus.NextAsync<RegistrationCancelled>(message => message.Registration.ActivityId == first.Id),
            await service.Bus.NextAsync<RegistrationCancelled>(message => message.Registration.ActivityId == second.Id),
        };
        told.Select(message => message.Alternatives?.Count ?? 0).ShouldBe([1, 0], ignoreOrder: true);
    }

    [Fact]
    public async Task A_slot_that_becomes_free_is_offered_to_who_waited_longest_and_theirs_to_the_next()
    {
        var (early, middle, late) = (await ReleaseAsync(0), await ReleaseAsync(1), await ReleaseAsync(2));
        var (anna, bosse, cia) = (await BookAsync(early.Id, "anna"), await BookAsync(middle.Id, "bosse"), await BookAsync(late.Id, "cia"));
        (await service.Http.PutAsync(bosse.Replace("?", "/earlier-wish?", StringComparison.Ordinal), null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Http.PutAsync(cia.Replace("?", "/earlier-wish?", StringComparison.Ordinal), null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await service.Http.DeleteAsync(anna)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var offered = await service.Bus.NextAsync<RegistrationOffered>(message => message.Earlier!.ActivityId == early.Id);
        (offered.Registration.Contact.Email, offered.Registration.Status).ShouldBe(($"bosse@{domain}", RegistrationStatus.Confirmed));
        (await service.Http.PostAsync($"/api/v1/held-registrations/{offered.Earlier!.ChooseToken}", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var moved = await service.Bus.NextAsync<RegistrationMoved>(each => IsOwn(each.Registration.Contact));
        (moved.Registration.ActivityId, moved.From).ShouldBe((early.Id, middle.Id));

        var next = await service.Bus.NextAsync<RegistrationOffered>(message => message.Earlier!.ActivityId == middle.Id);
        next.Registration.Contact.Email.ShouldBe($"cia@{domain}");
        (await service.Http.DeleteAsync(cia.Replace("?", "/earlier-wish?", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await LeftAsync(early.Id), await LeftAsync(middle.Id), await LeftAsync(late.Id)).ShouldBe((0, 0, 0));
    }

    private bool IsOwn(Contact contact) => contact.Email.EndsWith($"@{domain}", StringComparison.Ordinal);

    private async Task<string> BookAsync(ActivityId activity, string name)
    {
        var registration = JsonNode.Parse(await (await RegisterAsync(activity, name)).Content.ReadAsStringAsync())!;
        return $"/api/v1/registrations/{registration["id"]}?token={registration["manageToken"]}";
    }

    private async Task<int> LeftAsync(ActivityId activity) =>
        JsonNode.Parse(await service.Http.GetStringAsync($"/api/v1/activities/{activity}/availability"))!["left"]!.GetValue<int>();

    private Task<HttpResponseMessage> RegisterAsync(ActivityId activity, string name) => service.Http.PostAsJsonAsync(
        $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email = $"{name}@{domain}" }, consent = true });

    private async Task<ActivityState> ReleaseAsync(int number)
    {
        var startsAt = DateTimeOffset.UtcNow.AddDays(30).AddHours(number);
        var slot = Given.Released(ActivityId.New(), capacity: 1) with { EditionId = edition, Kind = ActivityKind.OpenHouse, StartsAt = startsAt, EndsAt = startsAt.AddMinutes(20) };
        await service.Bus.PublishAsync(new ActivityReleased(slot));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{slot.Id}/availability")).IsSuccessStatusCode);
        return slot;
    }
}
