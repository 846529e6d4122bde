using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>Makes what the words of a notification can name of what was decided, and of what is known of the activities.</summary>
public static class TextModels
{
    /// <param name="activities">Each that the notification names.</param>
    public static TextModel Of(Notification notification, IReadOnlyDictionary<ActivityId, KnownActivity> activities)
    {
        var language = TemplateKey.For(notification.Kind, notification.Recipient.Language).Language;
        var activity = notification.ActivityId is { } id ? activities[id] : null;
        var content = notification.Content();
        var model = Of(Words.OneLine(notification.Recipient.Name), activity, (content as SeatsContent)?.Booking, language);
        return content switch
        {
            OfferContent about => model with
            {
                OfferedUntil = LocalTimes.Moment(about.Until, language),
                Alternatives = about.Earlier is { } earlier ? [Of(activities[earlier.ActivityId].Activity, language)] : [],
            },
            ResizedContent about => model with { SeatsBefore = Words.SeatsText(about.SeatsBefore, language) },
            MovedContent about => model with { From = Of(activities[about.From.ActivityId].Activity, language) },
            TooLargeContent about => model with { Capacity = Words.SeatsText(about.Capacity, language) },
            CancellationContent { Cancelled: var cancelled } => model with
            {
                Reason = cancelled.Message ?? activity?.CancellationReason ?? "",
                By = cancelled.By.ToString().ToLowerInvariant(),
                OfferedUntil = cancelled.Alternatives is [{ Until: var until }, ..] ? LocalTimes.Moment(until, language) : "",
                Alternatives = [.. (cancelled.Alternatives ?? []).Select(alternative => Of(activities[alternative.ActivityId].Activity, language))],
            },
            ChainContent about => model with
            {
                Chain = [.. about.Chain.Places.Select(place => Of(activities[place.ActivityId].Activity, language))],
                Reason = (about as ChainCancelledContent)?.Cancelled.Message ?? "",
                By = (about as ChainCancelledContent)?.Cancelled.By.ToString().ToLowerInvariant() ?? "",
            },
            MessageContent { Message: var message } => model with
            {
                Message = new MessageModel(message.Subject, message.Text.ReplaceLineEndings("\n"), activity is { Activity.Status: ActivityStatus.Cancelled }),
            },
            InvitationContent { Invitation: var invitation } => model with
            {
                Invitation = new InvitationModel(
                    Words.OneLine(invitation.From),
                    Words.OneLine(invitation.AssociationId),
                    Words.OneLine(invitation.Activity?.Title.In(language) ?? ""),
                    invitation.Text.In(language).ReplaceLineEndings("\n")),
            },
            ReleaseContent about => model with { Release = Of(about.Release, activities, language) },
            SurveyContent about => model with { ClosesOn = LocalTimes.Day(about.Survey.ClosesAt, language) },
            AnswerContent { Answer: var answer } => Answered(model, answer, language),
            VisitSurveyContent about => model with { Visit = Of(about.Visit, language), ClosesOn = LocalTimes.Day(about.Survey.ClosesAt, language) },
            VisitAnswerContent about => Answered(model, about.Answer, language) with { Visit = Of(about.Visit, language) },
            CaseContent { FollowUp: var followUp } => model with
            {
                FollowUp = Of(followUp, language),
                Reminder = followUp.Reminder,
                IsByContact = followUp.IsByContact,
            },
            VisitContent { Visit: var visit } => model with { Visit = Of(visit, language), Reason = visit.Message ?? "", Wish = Of(visit.Wish, language), VisitChange = Of(visit.Change, language) },
            DelegationContent about => model with { Visit = Of(about.Visit, language), Delegation = JsonNamingPolicy.CamelCase.ConvertName(about.News.ToString()) },
            VisitNoticeContent { Notice: var notice } => model with { VisitNotice = Of(notice, language), Wish = Of(notice.Wish, language) },
            HostDigestContent { Day: var day } => model with
            {
                HostDay = new HostDayModel(
                    [.. day.Changes.Select(change => new HostChangeModel(
                        Of(activities[change.ActivityId].Activity, language),
                        change.Kind switch { NotificationKind.HostBooked => "booked", NotificationKind.HostMoved => "moved", _ => "freed" },
                        change.Before is { } before ? LocalTimes.Period(before.StartsAt, before.EndsAt, language) : ""))],
                    [.. day.Tomorrow.Select(each => Of(activities[each].Activity, language))]),
            },
            SummaryContent about => model with { Day = Of(about.Day, language) },
            _ => model,
        };
    }

    private static TextModel Answered(TextModel model, FollowUpAnswer answer, string language) => model with
    {
        Answer = answer.Text.ReplaceLineEndings("\n"),
        ReopenUntil = answer is { ReopenToken: not null, ReopenableUntil: { } until } ? LocalTimes.Day(until, language) : "",
    };

    public static ActivityModel Of(ActivityState activity, string language) => new(
        Words.OneLine(activity.Title.In(language)),
        LocalTimes.Period(activity.StartsAt, activity.EndsAt, language),
        PlaceText.Of(activity, language),
        string.Join(", ", activity.Hosts));

    public static VisitModel Of(VisitDetails visit, string language) => new(
        visit.EditionName.In(language),
        Words.OneLine(visit.CompanyName),
        Period(visit.StartsAt, visit.EndsAt, language),
        NameOf(visit.Decision));

    private static VisitNoticeModel Of(VisitNotice notice, string language) => new(
        notice.EditionName.In(language), Words.OneLine(notice.Area), NameOf(notice.Decision), Period(notice.StartsAt, notice.EndsAt, language));

    private static WishModel Of(VisitWish? wish, string language) => wish is null
        ? new("", "", "", 0)
        : new(
            string.Join(", ", wish.Days.Select(day => LocalTimes.Day(LocalTimes.At(day, TimeOnly.MinValue), language))),
            wish.PartOfDay == VisitPartOfDay.Any ? "" : JsonNamingPolicy.CamelCase.ConvertName(wish.PartOfDay.ToString()),
            string.Join(", ", wish.Topics),
            wish.NumberOfEmployees ?? 0);

    private static VisitChangeModel Of(VisitChangeDetails? change, string language) => new(
        change?.Kinds.Contains(ChangeKind.Moved) ?? false,
        change?.Kinds.Contains(ChangeKind.MovedRoom) ?? false,
        change?.Kinds.Contains(ChangeKind.HostChanged) ?? false,
        Period(change?.StartedAt, change?.EndedAt, language));

    private static string Period(DateTimeOffset? from, DateTimeOffset? to, string language) =>
        from is { } startsAt && to is { } endsAt ? LocalTimes.Period(startsAt, endsAt, language) : "";

    private static string NameOf(VisitDecision? decision) => decision is { } known ? JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : "";

    /// <summary>What every kind has; all else is empty.</summary>
    private static TextModel Of(string name, KnownActivity? activity, BookedSeats? booking, string language) => new(
        name,
        activity is null ? null : Of(activity.Activity, language),
        From: null,
        Words.SeatsText(booking?.Seats ?? 0, language),
        SeatsBefore: Words.SeatsText(0, language),
        booking is { IsConfirmed: true },
        booking?.Position ?? 0,
        Reason: "",
        By: "",
        ClosesOn: "",
        OfferedUntil: "",
        Release: null,
        Visit: null,
        Message: null,
        Answer: "",
        Day: null,
        ReopenUntil: "",
        FollowUp: null,
        Reminder: 0,
        IsByContact: false,
        Capacity: Words.SeatsText(0, language),
        Wish: null,
        VisitNotice: null,
        VisitChange: null,
        Delegation: "",
        Alternatives: [],
        HostDay: null,
        Chain: [],
        Invitation: null);

    private static ReleaseModel Of(Release release, IReadOnlyDictionary<ActivityId, KnownActivity> activities, string language) => new(
        release.EditionName.In(language),
        release.Note ?? "",
        release.Changes.Select(change => new ChangeModel(
            Of(activities[change.ActivityId].Activity, language),
            change.Kinds.Contains(ChangeKind.Moved),
            change.Kinds.Contains(ChangeKind.MovedRoom),
            change.Kinds.Contains(ChangeKind.HostChanged),
            change.Kinds.Contains(ChangeKind.TextChanged),
            change.Booking.IsConfirmed,
            change.Before is { } when ? LocalTimes.Period(when.StartsAt, when.EndsAt, language) : "",
            change.Before is { } where ? PlaceText.Of(where, language) : "")).ToList());

    private static FollowUpModel Of(FollowUpDetails followUp, string language) => new(
        Words.OneLine(followUp.Area.In(language)),
        followUp.DueAt is { } dueAt ? LocalTimes.Day(dueAt, language) : "",
        followUp.IsByHost == true);

    private static DayModel Of(DayFigures day, string language) => new(
        LocalTimes.Day(LocalTimes.At(day.Day, TimeOnly.MinValue), language),
        [.. day.Activities.Select(activity => new ActivityFiguresModel(
            Words.OneLine(activity.Title.In(language)), activity.Confirmed, activity.Waiting, activity.Cancelled))],
        day.Undelivered(),
        day.Unreachable,
        day.Channels,
        day.Waiting,
        day.OldestSince is { } since ? LocalTimes.Moment(since, language) : "",
        day.DeadLetters?.Sum(service => service.Waiting) ?? 0,
        day.DeadLetters ?? [],
        day.LateVisitRequests ?? 0);
}
