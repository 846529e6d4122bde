using System.Net.Http.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>Registration is stopped while others tell: what follows is late, and nothing is lost or done twice.</summary>
public sealed class ComingBack
{
    [Fact]
    public async Task Alternatives_and_whom_a_survey_asks_are_told_of_once_afterwards()
    {
        await using var service = await RunningService.StartAsync<Program>("registration");
        var edition = EditionId.New();
        var (lost, other, seminar) = (Slot(0), Slot(1), Given.Released(ActivityId.New(), capacity: 5) with { EditionId = edition });
        await service.Bus.PublishAsync(new ActivityReleased(lost));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{lost.Id}/availability")).IsSuccessStatusCode);
        (await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{lost.Id}/registrations", new { contact = new { name = "Anna", email = "anna@example.se" }, consent = true })).EnsureSuccessStatusCode();
        await service.Bus.NextAsync<RegistrationConfirmed>();
        await service.StopAsync();

        var asked = new SurveyAudienceRequested(SurveyId.New(), edition, SurveyAudience.Participants, DateTimeOffset.UtcNow);
        for (var times = 0; times < 2; times++)
        {
            await service.Bus.PublishAsync(asked);
            await service.Bus.PublishAsync(new ActivityReleased(seminar));
        }

        // Not before it is known: what is offered is decided by what is known then.
        await service.Bus.PublishAsync(new ActivityReleased(other));
        await using (var again = await service.StartAnotherAsync<Program>())
        {
            await Eventually.TrueAsync(async () => (await again.Http.GetAsync($"/api/v1/activities/{other.Id}/availability")).IsSuccessStatusCode);
        }

        var cancelled = new ActivityCancelled(lost with { Status = ActivityStatus.Cancelled, Version = 3 }, "Sjuk.", [other.Id]);
        await service.Bus.PublishAsync(cancelled);
        await service.Bus.PublishAsync(cancelled);
        await using var last = await service.StartAnotherAsync<Program>();

        var told = await service.Bus.NextAsync<RegistrationCancelled>();
        told.Alternatives!.ShouldHaveSingleItem().ActivityId.ShouldBe(other.Id);
        (await service.Bus.NextAsync<SurveyAudienceListed>()).SurveyId.ShouldBe(asked.SurveyId);
        await Eventually.TrueAsync(async () => (await last.Http.GetAsync($"/api/v1/activities/{seminar.Id}/availability")).IsSuccessStatusCode);
        await Eventually.TrueAsync(async () => (await Servers.Current.QueuesAsync(service.VirtualHost)).Where(queue => queue.Key.StartsWith("registration", StringComparison.Ordinal)).All(queue => queue.Value == 0));
        (service.Bus.Heards<RegistrationCancelled>().Count, service.Bus.Heards<SurveyAudienceListed>().Count).ShouldBe((1, 1));
        (await last.DeadLettersAsync()).ShouldBeEmpty();

        ActivityState Slot(int hours)
        {
            var startsAt = DateTimeOffset.UtcNow.AddDays(30).AddHours(hours);
            return Given.Released(ActivityId.New(), capacity: 1) with { EditionId = edition, Kind = ActivityKind.OpenHouse, StartsAt = startsAt, EndsAt = startsAt.AddMinutes(20) };
        }
    }
}
