using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests;

/// <summary>Feedback is stopped while others tell: what follows is late, and nothing is lost or done twice.</summary>
public sealed class ComingBack
{
    [Fact]
    public async Task A_visit_an_officers_case_and_who_took_part_are_heard_of_once_afterwards()
    {
        await using var service = await RunningService.StartAsync<Program>("feedback");
        await service.StopAsync();
        var held = new HeldVisit();
        var opened = new ConversationFollowUpRequested(
            FollowUpId.New(), ActivityId.New(), held.Edition, RegistrationId.New(), null, "Skicka blanketten.", "eva", DateTimeOffset.UtcNow);
        var numbers = new ParticipationNumbers(40, 45, 30, 2, 10, 0, 25, 20, 8, 3, 12);
        var counted = new ParticipationCounted(held.Edition, null, [new ParticipationCount("total", null, numbers, null)], DateTimeOffset.UtcNow, 2);
        for (var times = 0; times < 2; times++)
        {
            await service.Bus.PublishAsync(new ActivityCompleted(held.Told(ActivityStatus.Completed, 3)));
            await service.Bus.PublishAsync(held.Accepted());
            await service.Bus.PublishAsync(opened);
            await service.Bus.PublishAsync(counted);
        }

        await using var again = await service.StartAnotherAsync<Program>();

        await service.Bus.NextAsync<VisitSurveyed>(each => each.VisitRequestId == held.Id);
        await service.Bus.NextAsync<FollowUpRequested>(each => each.FollowUpId == opened.FollowUpId);
        var report = await Eventually.ValueAsync(async () =>
            await again.As(Roles.Reporter).GetAsync($"/api/v1/editions/{held.Edition}/report") is { IsSuccessStatusCode: true } answer
            && await answer.Content.ReadFromJsonAsync<JsonNode>() is { } read && read["participation"] is not null ? read : null);
        ((int)report["participation"]!["rows"]![0]!["numbers"]!["came"]!).ShouldBe(30);
        await Eventually.TrueAsync(async () => (await Servers.Current.QueuesAsync(service.VirtualHost)).Where(queue => queue.Key.StartsWith("feedback", StringComparison.Ordinal)).All(queue => queue.Value == 0));
        service.Bus.Heards<VisitSurveyed>().Count.ShouldBe(1);
        service.Bus.Heards<FollowUpRequested>().Count.ShouldBe(1);
        (await again.DeadLettersAsync()).ShouldBeEmpty();
    }
}
