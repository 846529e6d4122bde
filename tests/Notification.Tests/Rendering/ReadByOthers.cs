using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Rendering;

/// <summary>
/// What a mail server received is read by parsers that have nothing to do with those that wrote it: Python's e-mail package and
/// icalendar; read_letters.py asks them.
/// </summary>
public sealed class ReadByOthers(SharedService shared)
{
    private const string Name = "Åsa \"Räka\" Öberg, 🤝 AB";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private sealed record RenderedMessage(
        string Subject,
        string From,
        string ToName,
        string ToAddress,
        string MessageId,
        string? Unsubscribe,
        string? UnsubscribePost,
        string Shape,
        string Text,
        string Html,
        IReadOnlyList<CalendarObject> Calendars,
        IReadOnlyList<string> Encodings,
        IReadOnlyList<string> Charsets,
        int LongestLine,
        bool IsAscii,
        IReadOnlyList<string> Defects);

    private sealed record CalendarObject(
        string Type,
        string? MethodOfPart,
        string? Charset,
        string? File,
        string Method,
        IReadOnlyList<string> Errors,
        IReadOnlyList<string> Missing,
        string Uid,
        int Sequence,
        string Status,
        string Summary,
        DateTimeOffset StartsAt,
        string Organiser,
        string Attendee,
        string AttendeeName,
        IReadOnlyList<string> Alarms,
        string Url);

    [Fact]
    public async Task Letters_and_invitations_say_the_same_to_other_parsers()
    {
        Assert.SkipUnless(await Python.HasAsync("email, icalendar"), "Python's icalendar is not installed.");
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity(joinLink: "https://meet.example/abc") with
        {
            Description = new LocalizedText(string.Join(' ', Enumerable.Repeat("Räksmörgås, långa rader; på Åspenäs 🎉.", 60))),
        };
        var registration = service.Registration(activity.Id, contact: service.Contact(Name));
        var later = activity with { StartsAt = activity.StartsAt.AddDays(25), EndsAt = activity.EndsAt.AddDays(25), CalendarSequence = 1, Version = 2 };
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await HasAsync(service, 1);
        await service.PublishAsync(new ProgrammeReleased(
            service.Edition, "lerum-2026", new LocalizedText("Business Focus Lerum 2026"), 2, Some.Now, "Välkommen ändå 🌧",
            [new ProgrammeChange(later, [ChangeKind.Moved], new TimeAndPlace(activity.StartsAt, activity.EndsAt, activity.Place))]));
        await HasAsync(service, 2);
        await service.PublishAsync(new AttendeeInvited(SurveyId.New(), activity.Id, service.Edition, registration.Id, "abc.def", DateTimeOffset.UtcNow.AddDays(60)));
        await HasAsync(service, 3);
        await service.PublishAsync(new RegistrationCancelled(
            registration with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Organiser, "Vi ses nästa år 🥲"));
        await HasAsync(service, 4);

        var (exitCode, output) = await Python.RunAsync([Path.Combine(AppContext.BaseDirectory, "read_letters.py"), .. service.Files]);
        exitCode.ShouldBe(0, output);
        var letters = JsonSerializer.Deserialize<List<RenderedMessage>>(output, Json)!;
        var (confirmation, change, survey, cancellation) = (letters[0], letters[1], letters[2], letters[3]);

        foreach (var letter in letters)
        {
            letter.Defects.ShouldBeEmpty();
            letter.IsAscii.ShouldBeTrue();
            letter.LongestLine.ShouldBeLessThanOrEqualTo(998);
            letter.Encodings.ShouldBeSubsetOf(["7bit", "quoted-printable", "base64"]);
            letter.Charsets.ShouldBe(["utf-8"]);
            (letter.From, letter.ToName, letter.ToAddress).ShouldBe(("no-reply@businessfocus.example", Name, service.At("asa")));
            letter.Text.ShouldContain("Så möts vi 🤝 på Åspenäs");
            letter.Html.ShouldContain("Så möts vi 🤝 på Åspenäs");
        }

        confirmation.Subject.ShouldBe("Du är anmäld: Så möts vi 🤝 på Åspenäs");
        change.Subject.ShouldBe("Ändrat: Så möts vi 🤝 på Åspenäs");
        change.Text.ShouldContain("Välkommen ändå 🌧");
        cancellation.Text.ShouldContain("Vi ses nästa år 🥲");
        letters.Select(letter => letter.MessageId).Distinct().Count().ShouldBe(4);

        confirmation.Shape.ShouldBe(
            "multipart/mixed[multipart/alternative[text/plain, multipart/related[text/html, image/png], text/calendar], application/ics]");
        cancellation.Shape.ShouldBe("multipart/mixed[multipart/alternative[text/plain, text/html, text/calendar], application/ics]");
        change.Calendars.ShouldNotBeEmpty();
        survey.Shape.ShouldBe("multipart/alternative[text/plain, text/html]");

        foreach (var (letter, method, status, starts, alarms) in ((RenderedMessage, string, string, DateTimeOffset, string[])[])[
            (confirmation, "REQUEST", "CONFIRMED", activity.StartsAt, ["DISPLAY -1 day, 23:00:00"]),
            (change, "REQUEST", "CONFIRMED", later.StartsAt, ["DISPLAY -1 day, 23:00:00"]),
            (cancellation, "CANCEL", "CANCELLED", later.StartsAt, [])])
        {
            foreach (var calendar in letter.Calendars)
            {
                calendar.Errors.Concat(calendar.Missing).ShouldBeEmpty();
                (calendar.Method, calendar.Status, calendar.StartsAt).ShouldBe((method, status, starts));
                (calendar.Uid, calendar.Summary).ShouldBe(($"{activity.Id}@businessfocus", "Så möts vi 🤝 på Åspenäs"));
                (calendar.Organiser, calendar.Attendee).ShouldBe(("mailto:no-reply@businessfocus.example", $"mailto:{service.At("asa")}"));
                calendar.AttendeeName.ShouldBe(Name.Replace("\"", "", StringComparison.Ordinal), "a parameter has no place for quotes");
                calendar.Alarms.ShouldBe(alarms);
                calendar.Url.ShouldBe(method == "REQUEST" ? "https://meet.example/abc" : "");
            }

            letter.Calendars.Where(calendar => calendar.Type == "text/calendar").ShouldAllBe(calendar =>
                calendar.MethodOfPart == method && calendar.Charset == "utf-8");
            letter.Calendars.Where(calendar => calendar.Type == "application/ics").ShouldAllBe(calendar =>
                calendar.File == (method == "REQUEST" ? "invite.ics" : "cancel.ics"));
        }

        confirmation.Calendars.Select(calendar => calendar.Type).ShouldBe(["text/calendar", "application/ics"]);
        cancellation.Calendars.Select(calendar => calendar.Type).ShouldBe(["text/calendar", "application/ics"]);
        var sequences = ((RenderedMessage[])[confirmation, change, cancellation]).Select(letter => letter.Calendars.Select(calendar => calendar.Sequence).Distinct().Single()).ToList();
        sequences.ShouldBe([.. sequences.Distinct().Order()], "each higher than the one before");

        survey.Unsubscribe!.ShouldStartWith("<http://gateway.test/api/v1/preferences/");
        survey.Unsubscribe.ShouldEndWith("/unsubscribe/surveys>");
        survey.UnsubscribePost.ShouldBe("List-Unsubscribe=One-Click");
        confirmation.Unsubscribe.ShouldBeNull("nobody can do without it");
    }

    private static Task HasAsync(NotificationService service, int count) => Eventually.TrueAsync(() => Task.FromResult(service.Count == count));
}
