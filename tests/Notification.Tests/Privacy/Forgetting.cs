using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Privacy;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.Testing;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

using Choice = BusinessFocus.Notifications.Recipients.Choice;

namespace BusinessFocus.Notifications.Tests.Privacy;

/// <summary>What is known of people who never registered, as they ask for it and as it is forgotten.</summary>
public sealed class Forgetting(SharedService shared)
{
    private const string Area = "bygglov@lerum.example";

    private static readonly Contact Vera = Person("vera@foretag.example");

    [Fact]
    public async Task Who_asks_what_is_known_gets_every_letter_and_how_they_want_to_be_written_to()
    {
        await using var service = await shared.ForOneTestAsync();
        var vera = service.Own(Person(service.At("vera")));
        await service.WantsAsync(vera, new Choice(InInbox: true));
        await service.PublishAsync(new VisitProposed(Visit(vera), "Vi kommer gärna"));
        await service.PublishAsync(new VisitProposed(Visit(Person(service.At("bo"))), null));
        await service.MailAsync(service.At("bo"));
        await service.QuietAsync();

        var organiser = service.Service.As(Roles.Organiser);
        var known = (await (await organiser.PostAsJsonAsync("/api/v1/privacy/export/letters", new { email = $"{service.At("Vera")}." })).Content.ReadFromJsonAsync<JsonNode>())!;

        var letters = known["letters"]!.AsArray();
        letters.Count.ShouldBe(2, "by e-mail and in the inbox");
        letters.ShouldAllBe(letter => letter!["notification"]!["text"]!.GetValue<string>().Contains("Vi kommer gärna", StringComparison.Ordinal));
        letters[0]!["phone"]!.GetValue<string>().ShouldBe("+46701234567");
        letters[0]!["notification"]!["course"]!.AsArray().Count.ShouldBeGreaterThan(2);
        known["inbox"]!.AsArray().ShouldHaveSingleItem();
        known["preferences"]!.AsArray().ShouldHaveSingleItem()!["channels"]!["inbox"]!.GetValue<bool>().ShouldBeTrue();
        (await service.Service.Http.PostAsJsonAsync("/api/v1/privacy/export/letters", new { email = service.At("vera") })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Letters_to_those_who_never_registered_are_forgotten_by_themselves_long_after_the_edition()
    {
        var clock = new FakeTimeProvider(Some.Now);
        await using var service = await NotificationService.StartAsync(clock: clock);
        var (over, coming) = (Some.Activity(), Some.Activity() with { EditionId = EditionId.New() });
        coming = coming with { StartsAt = Some.Now.AddMonths(40), EndsAt = Some.Now.AddMonths(40).AddHours(1) };
        await service.PublishAsync(new ActivityReleased(over));
        await service.PublishAsync(new ActivityReleased(coming));
        await service.WantsAsync(Vera, new Choice(InInbox: true));
        await service.PublishAsync(new VisitProposed(Visit(Vera), "Vi kommer gärna"));
        await service.PublishAsync(Opened(over, Area));
        await service.PublishAsync(Opened(coming, "annan@lerum.example"));
        await service.MailAsync("vera@foretag.example");
        await service.MailAsync(Area);
        await service.MailAsync("annan@lerum.example");
        await service.QuietAsync();

        // More than is kept after the one edition, and the other one is not over yet.
        await using var later = await service.StartAnotherAsync(new FakeTimeProvider(Some.Now.AddMonths(38)));

        await Eventually.TrueAsync(async () =>
        {
            var stored = await service.AllThatIsStoredAsync();
            return new[] { "vera@foretag", Area, "Vi kommer gärna", "Öbergs", "+46701234567" }.All(gone => !stored.Contains(gone, StringComparison.Ordinal));
        });
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = service.Service.Store.QuerySession();
            return (await reads.LoadAsync<Preferences>(Vera.Id.Value))!.Choice.IsSame(new Choice());
        });
        (await service.AllThatIsStoredAsync()).ShouldContain("annan@lerum.example");
    }

    [Fact]
    public async Task Who_was_written_to_under_another_spelling_of_the_address_is_forgotten_too()
    {
        await using var service = await NotificationService.StartAsync();
        await service.PublishAsync(new VisitProposed(Visit(Person("vera@foretag.example.")), "Hemlig hälsning"));
        await service.NotificationAsync(NotificationState.Accepted);
        await using var restarted = await service.StartAnotherAsync();
        await Eventually.TrueAsync(async () => (await LettersAsync(service, "vera@foretag.example")).Count == 1);

        await service.PublishAsync(new ContactErased(Vera.Id, [], Some.Now));

        await Eventually.TrueAsync(async () => !(await service.AllThatIsStoredAsync()).Contains("Hemlig hälsning", StringComparison.Ordinal));
        (await LettersAsync(service, "vera@foretag.example")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_company_asked_before_its_contact_was_erased_is_not_told_when_it_arrives_after()
    {
        await using var service = await shared.ForOneTestAsync();
        var (vera, secret) = (service.Own(Person(service.At("vera"))), $"Hemlig {Guid.NewGuid():N}");
        await service.ErasedAsync(vera);

        await service.PublishAsync(new VisitProposed(Visit(vera) with { AskedAt = Some.Now.AddDays(-1) }, secret));
        await service.PublishAsync(new VisitDecided(Visit(vera) with { AskedAt = null }, VisitDecision.Withdrawn, secret));
        await service.PublishAsync(new VisitProposed(Visit(vera) with { AskedAt = Some.Now.AddDays(1) }, "Vi kommer gärna"));

        (await service.MailAsync(service.At("vera"))).TextBody!.ShouldContain("Vi kommer gärna", Case.Sensitive, "asked anew");
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
        (await service.AllThatIsStoredAsync()).ShouldNotContain(secret);
    }

    [Fact]
    public async Task An_area_that_read_at_the_address_of_somebody_who_was_erased_is_told_nothing_there_until_it_is_set_anew()
    {
        await using var service = await shared.ForOneTestAsync();
        var area = service.At("bygglov");
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.ErasedAsync(Person(area));

        var old = Opened(activity, area) with { DueAt = DateTimeOffset.UtcNow.AddDays(1) };
        await service.PublishAsync(old with { Area = old.Area with { Name = new LocalizedText("Hemlig enhet") } });
        await service.PublishAsync(old with { Area = old.Area with { Name = new LocalizedText("Hemlig enhet"), SetAt = Some.Now } });
        await service.QuietAsync();
        service.Mails.ShouldBeEmpty();
        (await service.AllThatIsStoredAsync()).ShouldNotContain(area);

        await service.PublishAsync(old with { Area = old.Area with { SetAt = Some.Now.AddDays(1) } });
        await service.MailAsync(area);
    }

    [Fact]
    public async Task Who_was_registering_while_they_were_erased_is_not_written_to_either()
    {
        await using var service = await shared.ForOneTestAsync();
        var (vera, secret) = (service.Own(Person(service.At("vera"))), $"Hemligt svar {Guid.NewGuid():N}");
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.ErasedAsync(vera);
        var early = service.Registration(activity.Id, contact: vera) with { RegisteredAt = Some.Now.AddSeconds(-1) };
        var later = service.Registration(activity.Id, contact: vera) with { RegisteredAt = Some.Now.AddSeconds(1) };

        await service.PublishAsync(new RegistrationConfirmed(early));
        (await service.NotificationAsync(NotificationState.Suppressed)).Reason.ShouldBe("Erased");
        (await service.AllThatIsStoredAsync()).ShouldNotContain(service.At("vera"));
        await service.PublishAsync(new FollowUpClosed(FollowUpId.From(Guid.NewGuid()), service.Edition, early.Id, Some.Now, secret));
        await service.PublishAsync(new RegistrationConfirmed(later));

        await service.MailAsync(service.At("vera"));
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1, "only who registered anew is told");
        (await service.AllThatIsStoredAsync()).ShouldNotContain(secret);
    }

    [Fact]
    public void What_was_said_before_an_erasure_is_forgotten_with_it_and_what_is_said_later_is_not()
    {
        var forgotten = new ForgottenSubject(Vera.Id.Value, Some.Now.AddHours(2), Some.Now);

        forgotten.Covers(Some.Now.AddDays(-100)).ShouldBeTrue();
        forgotten.Covers(Some.Now).ShouldBeTrue();
        forgotten.Covers(null).ShouldBeTrue("it is not known to be new");
        forgotten.Covers(Some.Now.AddSeconds(1)).ShouldBeFalse("said anew, before this service heard of the erasure");
        (forgotten with { ErasedAt = null }).Covers(Some.Now.AddHours(1)).ShouldBeTrue("as it was stored before");
        forgotten.CoversFailureAt(Some.Now.AddDays(-100)).ShouldBeTrue("an old error queue");
        forgotten.CoversFailureAt(Some.Now.AddDays(2)).ShouldBeFalse();
    }

    [Fact]
    public void A_letter_is_kept_as_long_as_its_edition_and_where_none_is_known_by_its_own_time()
    {
        var (activity, edition, end) = (ActivityId.New(), EditionId.New(), Some.Now.AddMonths(3));
        var visit = VisitDetails.Of(new VisitProposed(Visit(Vera), null));

        EndOf(Confirmed(activity)).ShouldBe(end);
        EndOf(Confirmed(ActivityId.New())).ShouldBe(Some.Now);
        EndOf(new SummaryContent(NotificationKind.OrganiserSummary, new DayFigures(new DateOnly(2026, 9, 1), [], 0, [], 0, null))).ShouldBe(Some.Now);
        EndOf(new VisitContent(NotificationKind.VisitProposal, visit with { EditionId = null })).ShouldBe(Some.Visit().EndsAt!.Value, "the edition of the visit is not known");
        EndOf(new VisitContent(NotificationKind.VisitProposal, visit with { EditionId = edition })).ShouldBe(end);

        static SeatsContent Confirmed(ActivityId at) => Some.Content(NotificationKind.Confirmation, Some.Registration(at));

        DateTimeOffset EndOf(NotificationContent content) => RetentionService.EndOf(
            Some.Notification(Some.Requested(Recipient.Of(Vera), content)),
            each => each == activity ? edition : null,
            each => each == edition ? end : null);
    }

    private static Contact Person(string email) => Some.Contact(email: email) with { Id = ContactIds.Of(email), Phone = "+46701234567" };

    private static VisitState Visit(Contact contact) => Some.Visit() with { Contact = contact };

    private static FollowUpDueSoon Opened(ActivityState activity, string address) => new(
        FollowUpId.From(Guid.NewGuid()), activity.Id, activity.EditionId, new FollowUpArea("bygglov", new LocalizedText("Bygglov"), address), activity.StartsAt, Some.Now);

    private static async Task<JsonArray> LettersAsync(NotificationService service, string email)
    {
        var answer = await service.Service.As(Roles.Organiser).PostAsJsonAsync("/api/v1/privacy/export/letters", new { email });
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["letters"]!.AsArray();
    }
}

file static class Erasing
{
    /// <summary>Erased, and Notification has heard so.</summary>
    public static async Task ErasedAsync(this NotificationService service, Contact contact)
    {
        await service.PublishAsync(new ContactErased(contact.Id, [], Some.Now));
        await service.QuietAsync();
    }
}
