using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Times;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests;

/// <summary>What both sides of a visit say of it, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class TellingOfVisits(RunningTheService.Running running) : IClassFixture<RunningTheService.Running>
{
    private static readonly DateOnly Day = Stockholm.DayOf(DateTimeOffset.UtcNow).AddDays(20);
    private static readonly object Nothing = new Dictionary<string, object> { ["visit-promised"] = "no" };

    private readonly HeldVisit held = new();

    private RunningService Service => running.Service;

    private VisitRequestId Visit => held.Id;

    private FollowUpId Case => TellOfVisit.IdOf(Visit);

    [Fact]
    public async Task What_both_sides_tell_of_is_one_case_and_that_they_do_not_agree_is_shown()
    {
        var asked = await held.SurveyAsync(Service);
        (await AnswerAsync(asked.DelegationToken, Nothing)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await CaseAsync()).ShouldBeNull("nothing was promised yet");

        (await AnswerAsync(asked.CompanyToken, Promise(Day))).StatusCode.ShouldBe(HttpStatusCode.Created);
        var requested = await Service.Bus.NextAsync<FollowUpRequested>(each => each.FollowUpId == Case);
        (requested.Visit, requested.DueAt).ShouldBe((Visit, Stockholm.At(Day, new TimeOnly(17, 0))));
        await MismatchAsync("onlyCompanySaysPromised");

        (await AnswerAsync(asked.DelegationToken, Promise(Day.AddDays(1)))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await MismatchAsync("dueDatesDiffer");
        (await AnswerAsync(asked.CompanyToken, Nothing)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var read = await MismatchAsync("onlyDelegationSaysPromised");
        read["state"]!.GetValue<string>().ShouldBe("open", "nothing closes by itself");

        (await AnswerAsync(asked.CompanyToken, Promise(Day.AddDays(1)))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CaseAsync())!["visit"]!["mismatches"]!.AsArray().ShouldBeEmpty();
        (await CaseAsync())!["state"]!.GetValue<string>().ShouldBe("open");
        Service.Bus.Heards<FollowUpRequested>().Count(each => each.EditionId == held.Edition).ShouldBe(1);
    }

    [Fact]
    public async Task A_side_tells_of_several_promises_and_the_first_day_is_the_cases()
    {
        var asked = await held.SurveyAsync(Service);
        var (several, one) = (Promise(Day), Promise(Day));
        several["visit-promised-2"] = "yes";
        several["visit-promise-2"] = "En karta";
        several["visit-promise-until-2"] = Written(Day.AddDays(-3));
        several["visit-promised-3"] = "no";

        (await AnswerAsync(asked.CompanyToken, several)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Service.Bus.NextAsync<FollowUpRequested>(each => each.FollowUpId == Case)).DueAt.ShouldBe(Stockholm.At(Day.AddDays(-3), new TimeOnly(17, 0)));
        var more = (await CaseAsync())!["visit"]!["company"]!["more"]!.AsArray().ShouldHaveSingleItem()!;
        (more["what"]!.GetValue<string>(), more["until"]!.GetValue<string>()).ShouldBe(("En karta", Written(Day.AddDays(-3))));

        (await AnswerAsync(asked.DelegationToken, one)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await MismatchAsync("dueDatesDiffer");
        (await AnswerAsync(asked.DelegationToken, several)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CaseAsync())!["visit"]!["mismatches"]!.AsArray().ShouldBeEmpty();

        several["visit-promise-until-2"] = "snart";
        var wrong = await AnswerAsync(asked.CompanyToken, several);
        (await wrong.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("answers.visit-promise-until-2");
    }

    [Fact]
    public void What_was_told_before_there_could_be_several_is_one_promise()
    {
        var account = JsonSerializer.Deserialize<VisitAccount>(
            """{ "isPromised": true, "what": "Besked", "by": "Anna", "until": "2027-10-25", "at": "2027-10-06T10:00:00Z" }""", JsonSerializerOptions.Web)!;

        account.Promises.ShouldBe([new VisitPromise("Besked", "Anna", new DateOnly(2027, 10, 25))]);
        account.SaysTheSameAs(account with { More = [], At = default }).ShouldBeTrue();
        account.SaysTheSameAs(account with { More = [new("En karta", null, null)] }).ShouldBeFalse();
        (account with { More = [new("En karta", "Bo", null)] }).Masked().Promises.ShouldAllBe(promise => promise.What == null && promise.By == null);
    }

    [Fact]
    public async Task Of_two_sides_that_tell_at_once_both_are_in_the_case()
    {
        var asked = await held.SurveyAsync(Service);
        var answers = await Task.WhenAll(
            AnswerAsync(asked.CompanyToken, Promise(Day)), AnswerAsync(asked.DelegationToken, Nothing), AnswerAsync(asked.CompanyToken, Promise(Day)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(2);
        await MismatchAsync("onlyCompanySaysPromised");
    }

    [Fact]
    public async Task Repeated_and_late_messages_ask_once()
    {
        var asked = await held.SurveyAsync(Service);
        await Service.Bus.PublishAsync(held.Accepted());
        await Service.Bus.PublishAsync(new ActivityCompleted(held.Told(ActivityStatus.Completed, 4)));
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = Service.Store.QuerySession();
            return (await reads.LoadAsync<Feedback.Surveys.Survey>(held.Activity.Value))!.Facts!.SourceVersion == 4;
        });

        Service.Bus.Heards<VisitSurveyed>().Count(each => each.VisitRequestId == Visit).ShouldBe(1);
        (await AnswerAsync(asked.CompanyToken, Nothing)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_side_is_told_that_it_answers_by_name_before_it_does_and_is_in_no_sum()
    {
        var asked = await held.SurveyAsync(Service);
        var shown = (await Service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/surveys/{asked.CompanyToken}"))!;
        shown["isAnonymous"]!.GetValue<bool>().ShouldBeFalse();
        shown["questions"]![0]!["text"]!.ToJsonString().ShouldContain("med namn");
        (await Service.As(Roles.Organiser).GetFromJsonAsync<JsonNode>(Responses))!["items"]!.AsArray().ShouldBeEmpty();

        (await AnswerAsync(asked.CompanyToken, new Dictionary<string, object> { ["visit-promised"] = "no", ["visit-overall"] = 9 })).StatusCode.ShouldBe(HttpStatusCode.Created);

        var named = (await Service.As(Roles.Organiser).GetFromJsonAsync<JsonNode>(Responses))!["items"]!.AsArray().ShouldHaveSingleItem()!;
        named["registrationId"]!.GetValue<Guid>().ShouldBe(Visit.Value);
        named["answers"]!["visit-overall"]!.GetValue<string>().ShouldBe("9");
        await using var reads = Service.Store.QuerySession();
        (await reads.Query<Feedback.Box.Ballot>().Where(ballot => ballot.EditionId == held.Edition).ToListAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_day_and_a_promise_that_is_not_said_are_refused_by_their_fields()
    {
        var asked = await held.SurveyAsync(Service);
        var wrong = await AnswerAsync(asked.CompanyToken, new Dictionary<string, object> { ["visit-promised"] = "yes", ["visit-promise-until"] = "i morgon" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["answers.visit-promise-until"]);
        var silent = await AnswerAsync(asked.CompanyToken, new Dictionary<string, object> { ["visit-overall"] = 9 });
        (await silent.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["answers.visit-promised"]);
    }

    [Fact]
    public async Task When_the_company_is_forgotten_its_words_are_gone_and_the_links_open_nothing()
    {
        var asked = await held.SurveyAsync(Service);
        await AnswerAsync(asked.CompanyToken, Promise(Day, "Ring unika Eva"));
        await AnswerAsync(asked.DelegationToken, Promise(Day, "Ring unika Eva"));

        await Service.Bus.PublishAsync(new VisitContactForgotten(Visit, 9));

        await Eventually.TrueAsync(async () =>
        {
            await using var connection = new Npgsql.NpgsqlConnection(Service.ConnectionString);
            await connection.OpenAsync();
            await using var count = new Npgsql.NpgsqlCommand(
                "select (select count(*) from mt_events where data::text like '%unika Eva%') + (select count(*) from mt_doc_followup where data::text like '%unika Eva%')"
                    + " + (select count(*) from mt_doc_response where data::text like '%unika Eva%')",
                connection);
            return await count.ExecuteScalarAsync() is 0L;
        });
        (await AnswerAsync(asked.DelegationToken, Nothing)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Service.Http.GetAsync($"/api/v1/surveys/{asked.CompanyToken}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private string Responses => $"/api/v1/activities/{held.Activity}/survey/responses";

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, object> Promise(DateOnly until, string what = "Besked om bygglovet") => new()
    {
        ["visit-promised"] = "yes",
        ["visit-promise"] = what,
        ["visit-promise-by"] = "Anna Ek",
        ["visit-promise-until"] = until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };

    private Task<HttpResponseMessage> AnswerAsync(string token, object answers) =>
        Service.Http.PostAsJsonAsync($"/api/v1/surveys/{token}", new { answers });

    private async Task<JsonNode?> CaseAsync()
    {
        using var answer = await Service.As(Roles.Organiser).GetAsync($"/api/v1/follow-ups/{Case}");
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonNode>())!["followUp"] : null;
    }

    private async Task<JsonNode> MismatchAsync(string mismatch)
    {
        var read = (await CaseAsync()).ShouldNotBeNull();
        read["visit"]!["mismatches"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe(mismatch);
        return read;
    }
}
