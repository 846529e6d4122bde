using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>What the layout shows beside the words: when and where, and what the recipient can open.</summary>
public static class FactsAndLinks
{
    /// <param name="activities">Each that the notification names.</param>
    public static IReadOnlyList<FactModel> FactsOf(Notification notification, IReadOnlyDictionary<ActivityId, KnownActivity> activities, string language) =>
        notification.Content() switch
        {
            VisitContent { Visit: { StartsAt: not null, Decision: null or VisitDecision.Accepted } visit } => Facts(visit, Words.Hosts, language),
            DelegationContent { Visit: { StartsAt: not null } visit, News: not DelegationNews.Released } => Facts(visit, Words.Delegation, language),
            OfferContent { Earlier: not null } => [],
            ChainContent chain => Facts(chain, activities, language),
            SeatsContent seats when !IsNoMore(seats, activities) => Facts(seats, activities, language),
            HostContent { Kind: not NotificationKind.HostFreed } host when TextModels.Of(activities[host.ActivityId].Activity, language) is var told =>
                [new(Words.When.In(language), told.When), new(Words.Where.In(language), told.Where)],
            InvitationContent { Invitation.Activity: { } activity } =>
            [
                new(Words.When.In(language), LocalTimes.Period(activity.StartsAt, activity.EndsAt, language)),
                .. PlaceText.Of(new TimeAndPlace(activity.StartsAt, activity.EndsAt, activity.Place, activity.Attendance), language) is { Length: > 0 } where
                    ? (IReadOnlyList<FactModel>)[new(Words.Where.In(language), where)]
                    : [],
            ],
            _ => [],
        };

    /// <returns>The most important first.</returns>
    public static IReadOnlyList<LinkModel> LinksOf(
        Notification notification, IReadOnlyDictionary<ActivityId, KnownActivity> activities, Sender sender, string language) => notification.Content() switch
        {
            SurveyContent about => [new(Words.AnswerSurvey.In(language), sender.SurveyLink(about.Survey))],
            VisitSurveyContent about => [new(Words.AnswerSurvey.In(language), sender.SurveyLink(about.Survey))],
            VisitAnswerContent { Answer: { FollowUpId: { } told, ReopenToken: { } again } } =>
                [new(Words.ReopenCase.In(language), sender.ReopenLink(told, again))],
            AnswerContent { Answer: { FollowUpId: { } answered, ReopenToken: { } token } } =>
                [new(Words.ReopenCase.In(language), sender.ReopenLink(answered, token))],
            CaseContent about when KindRules.Of(about.Kind).Reader == Reader.Area => [new(Words.OpenCase.In(language), sender.CaseLink(about.FollowUp))],
            VisitContent { Visit: var visit } about =>
                [new((about.Kind == NotificationKind.VisitProposal ? Words.AnswerVisit : Words.ViewVisit).In(language), sender.VisitLink(visit))],
            VisitNoticeContent { Notice: var notice } => [new(Words.OpenVisit.In(language), sender.VisitLink(notice))],
            InvitationContent { Invitation.Activity: { } activity } => [new(Words.ReadAndRegister.In(language), sender.ActivityLink(activity.Id))],
            InvitationContent => [new(Words.OpenProgramme.In(language), sender.ProgrammeLink())],
            ReleaseContent about =>
            [
                .. about.Release.Changes.Select(change => new LinkModel(
                    $"{Words.OneLine(activities[change.ActivityId].Activity.Title.In(language))}: {Words.Manage.In(language).ToLowerInvariant()}",
                    sender.ManageLink(change.Booking))),
            ],
            ChainContent { Chain: var chain } => [new(Words.OwnRegistrations.In(language), sender.OwnLink(chain.OwnToken))],
            CancellationContent { Cancelled.Alternatives: { } alternatives } =>
            [
                .. alternatives.Select(alternative => (alternative.Token, Activity: TextModels.Of(activities[alternative.ActivityId].Activity, language)))
                    .Select(each => new LinkModel($"{Words.Choose.In(language)}: {each.Activity.When}, {each.Activity.Title}", sender.ConfirmLink(each.Token))),
            ],
            SeatsContent seats when !IsNoMore(seats, activities) => Links(seats, activities[seats.ActivityId].Activity, sender, language),
            _ => [],
        };

    private static IReadOnlyList<FactModel> Facts(VisitDetails visit, LocalizedText hosts, string language) =>
    [
        new(Words.When.In(language), TextModels.Of(visit, language).When),
        new(Words.Where.In(language), visit.Address),
        new(hosts.In(language), string.Join(", ", visit.Hosts)),
    ];

    private static List<FactModel> Facts(SeatsContent seats, IReadOnlyDictionary<ActivityId, KnownActivity> activities, string language)
    {
        var known = activities[seats.ActivityId];
        var activity = TextModels.Of(known.Activity, language);
        List<FactModel> facts = [new(Words.When.In(language), activity.When), new(Words.Where.In(language), activity.Where)];
        if (activity.Hosts.Length > 0)
        {
            facts.Add(new(Words.Hosts.In(language), activity.Hosts));
        }

        facts.Add(new(Words.Seats.In(language), seats.Booking.Seats.ToString(CultureInfo.InvariantCulture)));
        if (seats.Booking.Attendees is { } named)
        {
            facts.Add(new(Words.Attendees.In(language), string.Join(", ", named.Select(each => Words.OneLine(each.Name)))));
        }

        if (seats.Booking.Position is { } position)
        {
            facts.Add(new(Words.PositionInLine.In(language), position.ToString(CultureInfo.InvariantCulture)));
        }

        facts.AddRange(AtTheSameTime(seats, [known], activities, language));
        return facts;
    }

    /// <summary>The words list when and where: a row for each would say it twice.</summary>
    private static IReadOnlyList<FactModel> Facts(ChainContent chain, IReadOnlyDictionary<ActivityId, KnownActivity> activities, string language) => chain is ChainBookedContent
        ? AtTheSameTime(chain, [.. chain.Chain.Places.Select(place => activities[place.ActivityId])], activities, language)
        : [];

    private static IReadOnlyList<FactModel> AtTheSameTime(
        SeatsContent seats, IReadOnlyList<KnownActivity> own, IReadOnlyDictionary<ActivityId, KnownActivity> activities, string language)
    {
        var others = (seats.AtTheSameTime ?? []).Select(other => activities[other]).Where(other => own.Any(known => known.IsAtTheSameTimeAs(other))).ToList();
        return others.Count == 0
            ? []
            : [new(
                Words.AtTheSameTime.In(language),
                string.Join("; ", others.Select(other => TextModels.Of(other.Activity, language)).Select(other => $"{other.Title}, {other.When}")))];
    }

    private static List<LinkModel> Links(SeatsContent seats, ActivityState activity, Sender sender, string language)
    {
        var manage = seats is OfferContent { Earlier: null } ? Words.AnswerOffer : Words.Manage;
        List<LinkModel> links = [new(manage.In(language), sender.ManageLink(seats.Booking))];
        if (seats is OfferContent { Earlier: { } earlier })
        {
            links.Insert(0, new(Words.TakeEarlier.In(language), sender.ConfirmLink(earlier.Token)));
        }
        else if (seats.Booking.IsConfirmed && activity.JoinLink is { } join && WebAddress.Is(join))
        {
            links.Insert(0, new(Words.Join.In(language), join));
        }

        return links;
    }

    /// <summary>Whether there is nothing left to come to, or to open.</summary>
    private static bool IsNoMore(SeatsContent seats, IReadOnlyDictionary<ActivityId, KnownActivity> activities) =>
        KindRules.Of(seats.Kind).Registration == RegistrationStep.Ends
        || (seats is MessageContent && activities[seats.ActivityId].Activity.Status == ActivityStatus.Cancelled);
}
