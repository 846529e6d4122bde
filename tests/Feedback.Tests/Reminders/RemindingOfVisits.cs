using System.Net;
using System.Net.Http.Json;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Reminders;

/// <summary>Both sides of a visit are reminded to tell of it, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class RemindingOfVisits(RunningTheService.Running running) : IClassFixture<RunningTheService.Running>
{
    private RunningService Service => running.Service;

    [Fact]
    public async Task A_side_that_has_not_told_is_reminded_once_by_one_of_several_instances_and_nobody_is_when_the_company_is_forgotten()
    {
        var forgotten = (await new HeldVisit().SurveyAsync(Service)).VisitRequestId;
        await Service.Bus.PublishAsync(new VisitContactForgotten(forgotten, 9));
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = Service.Store.QuerySession();
            return await reads.LoadAsync<ForgottenRegistration>(forgotten.Value) is not null;
        });
        var held = new HeldVisit();
        var asked = await held.SurveyAsync(Service);
        (await Service.Http.PostAsJsonAsync($"/api/v1/surveys/{asked.CompanyToken}", new { answers = new Dictionary<string, object> { ["visit-promised"] = "no" } })).StatusCode.ShouldBe(HttpStatusCode.Created);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(12));
        var instances = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Service.StartAnotherAsync<Program>(
            configure: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)))));
        try
        {
            await Eventually.TrueAsync(async () =>
            {
                // What looks for reminders is woken each minute of this clock.
                clock.Advance(TimeSpan.FromMinutes(1));
                await using var reads = Service.Store.QuerySession();
                return !await reads.Query<Survey>().AnyAsync(survey => survey.ClosesAt != null && !survey.IsReminded);
            });

            var reminded = await Service.Bus.NextAsync<VisitReminded>(each => each.VisitRequestId == held.Id);
            (reminded.CompanyToken, reminded.DelegationToken).ShouldBe((null, asked.DelegationToken));
            await using var reads = Service.Store.QuerySession();
            (await reads.Events.FetchStreamAsync(held.Activity.Value)).Select(each => each.Data).OfType<VisitWasReminded>().Count().ShouldBe(1);
            Service.Bus.Heards<VisitReminded>().ShouldNotContain(each => each.VisitRequestId == forgotten);
        }
        finally
        {
            foreach (var instance in instances)
            {
                await instance.DisposeAsync();
            }
        }
    }
}
