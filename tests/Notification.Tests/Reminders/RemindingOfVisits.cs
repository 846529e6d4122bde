using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Reminders;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Reminders;

/// <summary>The day before a visit: on real servers, whose clock is put forward.</summary>
public sealed class RemindingOfVisits(ServiceByMovableClock shared) : IClassFixture<ServiceByMovableClock>
{
    private readonly HostId host = HostId.New();

    [Fact]
    public async Task A_company_and_each_host_are_reminded_once_the_day_before_as_it_is_then()
    {
        await using var service = await shared.ForOneTestAsync();
        await service.PublishAsync(new HostAddressed(host, service.Edition, service.At("hanna"), 2, DateTimeOffset.UtcNow, "en"));
        var (first, activity) = (Accepted(service, days: 3), ActivityId.New());
        first = first with { ActivityId = activity, PlannedActivityId = activity };
        await service.PublishAsync(new VisitDecided(first, VisitDecision.Accepted, null));
        var moved = first with { StartsAt = first.StartsAt!.Value.AddDays(1), EndsAt = first.EndsAt!.Value.AddDays(1), Version = 7 };
        await service.PublishAsync(new VisitChanged(moved, [ChangeKind.Moved], first.StartsAt!.Value, first.EndsAt!.Value));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Ny tid", StringComparison.Ordinal));
        await service.QuietAsync();
        var before = service.Count;

        shared.Clock.MoveTo(VisitReminders.At(first.StartsAt!.Value));
        await service.QuietAsync();
        service.Count.ShouldBe(before, "it has another time");
        shared.Clock.MoveTo(VisitReminders.At(moved.StartsAt!.Value));
        var company = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("I morgon kommer vi", StringComparison.Ordinal));
        company.TextBody!.ShouldContain($"/api/v1/visit-requests/{moved.Id}?token=");
        var delegation = await service.MailAsync(service.At("hanna"), mail => mail.Subject!.StartsWith("Tomorrow: ", StringComparison.Ordinal));
        delegation.TextBody!.ShouldNotContain("token=");
        foreach (var letter in (MimeMessage[])[company, delegation])
        {
            letter.BodyParts.ShouldNotContain(part => part.ContentType.IsMimeType("text", "calendar"), "their calendars have it as it is");
        }

        await service.QuietAsync();
        service.Count.ShouldBe(before + 2);
        await using var reads = service.Service.Store.QuerySession();
        (await reads.LoadAsync<KnownVisit>(moved.Id.Value))!.Accepted.ShouldBeNull("nothing is kept that nobody needs");
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_was_withdrawn_or_whose_company_is_forgotten()
    {
        await using var service = await shared.ForOneTestAsync();
        var (withdrawn, forgotten) = (Accepted(service, days: 3), Accepted(service, days: 3));
        foreach (var visit in (VisitState[])[withdrawn, forgotten])
        {
            await service.PublishAsync(new VisitDecided(visit, VisitDecision.Accepted, null));
        }

        await service.PublishAsync(new VisitDecided(withdrawn with { Version = 7 }, VisitDecision.Withdrawn, null));
        await service.PublishAsync(new VisitContactForgotten(forgotten.Id, 7));
        await service.QuietAsync();
        var before = service.Count;

        shared.Clock.MoveTo(VisitReminders.At(withdrawn.StartsAt!.Value));
        await service.QuietAsync();
        service.Count.ShouldBe(before);
    }

    private VisitState Accepted(NotificationService service, int days)
    {
        var starts = shared.Clock.GetUtcNow().AddDays(days);
        return service.Visit(version: 6) with { StartsAt = starts, EndsAt = starts.AddHours(1), HostIds = [host], Hosts = ["Hanna"] };
    }
}
