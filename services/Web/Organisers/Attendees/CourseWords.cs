using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Attendees;

/// <summary>The history of a registration in an organiser's words.</summary>
public static class CourseWords
{
    public static string Of(CourseStep step, DateTimeOffset now) => step.What switch
    {
        CourseStepKind.Confirmed => Languages.Choose($"Anmäld, {Texts.Seats(step.Seats)}", $"Registered, {Texts.Seats(step.Seats)}"),
        CourseStepKind.Joined => Languages.Choose($"Ställd i kö på plats {step.Position}", $"Joined the waiting list at place {step.Position}"),
        CourseStepKind.Offered => step.Until is { } until
            ? Languages.Choose($"Erbjuden plats till {Texts.Until(until, now)}", $"Offered a seat until {Texts.Until(until, now)}")
            : Languages.Choose("Erbjuden plats", "Offered a seat"),
        CourseStepKind.OfferExpired => Languages.Choose("Svarade inte i tid", "Did not answer in time"),
        CourseStepKind.Promoted => Languages.Choose("Fick plats från kön", "Got a seat from the waiting list"),
        CourseStepKind.Granted => Languages.Choose("Fick plats före de andra", "Got a seat before the others"),
        CourseStepKind.Resized => Languages.Choose($"Ändrad till {Texts.Seats(step.Seats)}", $"Changed to {Texts.Seats(step.Seats)}"),
        CourseStepKind.MovedHere => Languages.Choose("Flyttad hit", "Moved here"),
        CourseStepKind.MovedAway => Languages.Choose("Flyttad till en annan aktivitet", "Moved to another activity"),
        CourseStepKind.Cancelled => step.By switch
        {
            CancelledBy.Organiser => Languages.Choose("Avbokad av arrangörerna", "Cancelled by the organisers"),
            CancelledBy.Activity => Languages.Choose("Avbokad: aktiviteten ställdes in", "Cancelled: the activity was cancelled"),
            _ => Languages.Choose("Bokade av själv", "Cancelled by the person"),
        },
        CourseStepKind.CheckedIn => Languages.Choose("Kom", "Came"),
        CourseStepKind.CheckInUndone => Languages.Choose("Incheckningen togs tillbaka", "The check-in was undone"),
        CourseStepKind.WalkedIn => Languages.Choose("Kom utan anmälan", "Came without a registration"),
        CourseStepKind.TooLarge => Languages.Choose("Sällskapet är större än aktiviteten", "The group is larger than the activity"),
        CourseStepKind.ContactChanged => Languages.Choose("Nya kontaktuppgifter", "Changed contact details"),
        CourseStepKind.AnswersChanged => Languages.Choose("Ändrade svar", "Changed answers"),
        CourseStepKind.AttendeesNamed => Languages.Choose("Sade vilka som kommer", "Said who is coming"),
        CourseStepKind.EarlierOffered => Languages.Choose("Erbjuden en tidigare tid", "Offered an earlier time"),
        _ => "",
    };
}
