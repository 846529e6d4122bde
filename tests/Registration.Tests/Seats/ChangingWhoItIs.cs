using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>Contact, language and answers change; seats, place in line and address stay.</summary>
public sealed class ChangingWhoItIs
{
    private static readonly RegistrationRules Asking = new(
        CancelHoursBefore: 24,
        Questions:
        [
            new Question("role", new LocalizedText("Roll?"), QuestionKind.Choice, Required: true, [new Choice("owner", new LocalizedText("Ägare"))]),
            new Question("diet", new LocalizedText("Specialkost?"), QuestionKind.Diet),
        ]);

    [Fact]
    public void A_name_a_number_and_a_language_change_and_nothing_else()
    {
        var (bo, anna) = (Booking("Bo"), Booking("Anna", seats: 2));
        var seats = Activity(capacity: 2).Registered(bo, anna);

        var decision = ChangeContact.Decide(seats, anna.Id, new ChangeContact.Request(" Anna Ö ", "070-123 45 67", "en"), Now);

        var changed = decision.Events.ShouldHaveSingleItem().ShouldBeOfType<ContactChanged>();
        (changed.Status, changed.Position).ShouldBe((RegistrationStatus.Waitlisted, 1));
        var after = seats.Then(decision);
        after.Allocations[anna.Id].Booking.Person.ShouldBe(anna.Person with { Name = "Anna Ö", Phone = "+46701234567", Locale = "en" });
        (after.Tally, after.PositionOf(anna.Id, Now), after.ActiveOf).ShouldBe((seats.Tally, 1, seats.ActiveOf));
        ChangeContact.Decide(after, anna.Id, new ChangeContact.Request("Anna Ö", "0701234567"), Now).Events.ShouldBeEmpty("it is so already");
        ChangeContact.Decide(after, RegistrationId.New(), new ChangeContact.Request("Anna"), Now).Refusal!.Problem.ShouldBe(SeatProblems.NoSuchRegistration);
    }

    [Fact]
    public void Answers_are_given_anew_by_the_questions_there_are_until_the_deadline()
    {
        var anna = Booking("Anna") with { Answers = new Dictionary<string, string> { ["role"] = "owner" } };
        var seats = Activity(capacity: 1, rules: Asking).Registered(anna);
        var (both, late) = (new Dictionary<string, string> { ["role"] = "owner", ["diet"] = "Nötter" }, seats.Facts!.StartsAt.AddHours(-1));

        seats.Then(Change(both)).Allocations[anna.Id].Booking.Answers.ShouldBe(both);
        Change(new Dictionary<string, string> { ["role"] = "owner" }).Events.ShouldBeEmpty();
        Flaw.In(Change(null).Refusal!).Keys.ShouldBe(["answers.role"]);
        ChangeAnswers.Decide(seats, anna.Id, both, CancelledBy.Contact, late).Refusal!.Problem.ShouldBe(SeatProblems.TooLate);
        ChangeAnswers.Decide(seats, anna.Id, both, CancelledBy.Organiser, late).Events.ShouldHaveSingleItem();

        Decision Change(IReadOnlyDictionary<string, string>? answers) => ChangeAnswers.Decide(seats, anna.Id, answers, CancelledBy.Contact, Now);
    }

    [Fact]
    public async Task By_the_link_it_is_changed_told_to_the_others_and_stands_in_the_course()
    {
        await using var service = await RunningService.StartAsync<Program>("registration");
        var activity = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Released(activity, capacity: 5) with { Rules = new RegistrationRules(Questions: [Asking.Questions![1]]) }));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        using var made = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name = "Anna", email = "anna@example.se" }, consent = true });
        var anna = (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
        string Link(string part) => $"/api/v1/registrations/{anna["id"]}/{part}?token={anna["manageToken"]}";

        var contact = await service.Http.PutAsJsonAsync(Link("contact"), new { name = "Anna Ö", locale = "en" });
        var answers = await service.Http.PutAsJsonAsync(Link("answers"), new { answers = new { diet = "Nötter" } });

        ((string)(await contact.Content.ReadFromJsonAsync<JsonNode>())!["contact"]!["name"]!).ShouldBe("Anna Ö");
        ((string)(await answers.Content.ReadFromJsonAsync<JsonNode>())!["answers"]!["diet"]!).ShouldBe("Nötter");
        var told = (await service.Bus.NextAsync<RegistrationContactChanged>()).Registration;
        (told.Contact.Name, told.Contact.Locale, told.Contact.Email, told.Status).ShouldBe(("Anna Ö", "en", "anna@example.se", RegistrationStatus.Confirmed));
        var course = (await service.Http.GetFromJsonAsync<JsonArray>(Link("course")))!.Select(step => (string)step!["what"]!);
        course.ShouldBe(["confirmed", "contactChanged", "answersChanged"]);
        (await service.Http.PutAsJsonAsync(Link("contact"), new { name = "www.spam.se" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
