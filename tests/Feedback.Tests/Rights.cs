using System.Net.Http.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using BusinessFocus.Testing.Rights;
using Xunit;

namespace BusinessFocus.Feedback.Tests;

/// <summary>API1, API2, API3 and API5:2023: who may make which call, and by which token or link nobody may.</summary>
public sealed class Rights
{
    private const string Area = "bygglov";

    private static readonly string Table = CallsAndRoles.TableOf("Feedback.Tests");

    [Fact]
    public void Every_call_has_a_row() => CallsAndRoles.EveryCallShouldHaveARow("feedback", Table);

    [Fact]
    public async Task Every_call_is_answered_as_its_row_says()
    {
        await using var service = await RunningService.StartAsync<Program>("feedback");
        var organiser = service.As(Roles.Organiser);
        var eva = HostId.New();
        using var set = await organiser.PutAsJsonAsync($"/api/v1/follow-up-areas/{Area}", new
        {
            name = new { sv = "Bygglov", en = "Building permits" },
            email = "bygglov@lerum.example",
            hosts = new[] { eva.Value },
            daysToAnswer = 3,
        });
        set.EnsureSuccessStatusCode();
        var (asked, answered, third) = (await AskAsync(), await AskAsync(), await AskAsync());
        var (own, anothers) = (await AnswerAsync(answered), await AnswerAsync(third));

        await new CallsAndRoles("feedback", Table, service, new WhatIsAskedFor
        {
            Host = eva.ToString(),
            Addresses = new Dictionary<string, string> { ["/api/v1/follow-ups/{id}"] = $"/api/v1/follow-ups/{asked}" },
            Links = new Dictionary<string, Link> { ["/api/v1/follow-ups/{id}"] = new($"/api/v1/follow-ups/{answered}", own, anothers) },
            Bodies = new Dictionary<string, object>
            {
                ["moveFollowUp"] = new { area = Area },
                ["answerFollowUp"] = new { answer = "Vi har pratats vid" },
                ["reopenFollowUp"] = new { reason = "Det gällde något annat" },
                ["reopenFollowUpByForm"] = new Dictionary<string, string> { ["reason"] = "Det gällde något annat" },
                ["answerSurvey"] = new { answers = new { overall = 8 } },
                ["answerSurveyInTheRoom"] = new { ticket = "another", answers = new { overall = 8 } },
            },
        }).ShouldBeAsTheTableSaysAsync();

        async Task<FollowUpId> AskAsync()
        {
            var invitation = new Invitation
            {
                Id = Guid.NewGuid().ToString(),
                SurveyId = SurveyId.New(),
                ActivityId = ActivityId.New(),
                EditionId = EditionId.New(),
                RegistrationId = RegistrationId.New(),
                ClosesAt = DateTimeOffset.UtcNow.AddDays(14),
            };
            await using var session = service.Store.LightweightSession();
            await session.AskForFollowUpAsync(invitation, Area, "Vad kostar ett bygglov?", DateTimeOffset.UtcNow, default);
            await session.SaveChangesAsync();
            return AskForFollowUp.IdOf(invitation);
        }

        async Task<string> AnswerAsync(FollowUpId id)
        {
            using var answer = await organiser.PostAsJsonAsync($"/api/v1/follow-ups/{id}/answer", new { answer = "Fyratusen kronor" });
            answer.EnsureSuccessStatusCode();
            return (await service.Bus.NextAsync<FollowUpClosed>(each => each.FollowUpId == id)).ReopenToken!;
        }
    }
}
