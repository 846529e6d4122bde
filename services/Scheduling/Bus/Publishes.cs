using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.Scheduling.Visits;
using BusinessFocus.ServiceDefaults.Relay;
using Contract = BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Scheduling.Bus;

/// <summary>Every domain event that others hear of, and as what.</summary>
public static class Publishes
{
    /// <param name="visits">Makes the tokens of the companies' links, which are not stored.</param>
    public static Publications With(VisitKey visits)
    {
        return new Publications()
        .On<ActivityReleased>(fact => new Contract.ActivityReleased(fact.Data.Activity.AsOf(fact.Version)))
        .On<ActivityChanged>(fact => new Contract.ActivityChanged(fact.Data.Activity.AsOf(fact.Version)))
        .On<ActivityCancelled>(fact => fact.Data.Activity is { } known
            ? new Contract.ActivityCancelled(known.AsOf(fact.Version), fact.Data.Reason, fact.Data.Alternatives)
            : null)
        .On<ActivityCompleted>(fact => new Contract.ActivityCompleted(fact.Data.Activity.AsOf(fact.Version)))
        .On<ActivityReopened>(fact => new Contract.ActivityReopened(fact.Data.Activity.AsOf(fact.Version), fact.Data.Reason))
        .On<ProgrammeReleased>(fact => new Contract.ProgrammeReleased(
            fact.Data.EditionId,
            fact.Data.EditionSlug,
            fact.Data.EditionName,
            fact.Data.Version,
            fact.Data.At,
            fact.Data.Note,
            fact.Data.Changes
                .Select(change => new Contract.ProgrammeChange(change.Activity.AsOf(change.ActivityVersion), change.Kinds, change.Before))
                .ToList()))
        .On<ConfirmAddressChosen>(fact => new Contract.AddressConfirmationChosen(fact.Data.EditionId, fact.Data.ConfirmAddress, fact.Version))
        .On<EditionChanged>(fact => new Contract.EditionPresented(
            fact.Data.EditionId,
            fact.Data.Name,
            fact.Data.Presentation.Sender,
            fact.Data.Presentation.ReplyTo,
            fact.Data.Presentation.Contact,
            fact.Data.Presentation.Consent,
            fact.Version))
        .On<HostAddressed>(fact => new Contract.HostAddressed(fact.Data.HostId, fact.Data.EditionId, fact.Data.Email, fact.Version, fact.Data.At, fact.Data.Language, fact.Data.News))
        .On<VisitAsked>(fact => fact.Data.Company.IsForgotten
            ? null
            : new Contract.VisitRequested(State(FactsOf(fact.Data), null, fact.Version) with { AnswerDueAt = VisitWait.From(fact.Data.At).DueAt }, WishOf(fact.Data.Wishes), fact.Data.Wishes.Message, fact.Data.AreaContact))
        .On<VisitTimeProposed>(fact => fact.Data.Visit.Company.IsForgotten
            ? null
            : new Contract.VisitProposed(State(fact.Data.Visit, null, fact.Version), fact.Data.Message))
        .On<VisitAccepted>(fact => Decided(fact.Data.Visit, fact.Data.ActivityId, fact.Version, Contract.VisitDecision.Accepted, null))
        .On<VisitChanged>(fact => fact.Data.Visit.Company.IsForgotten
            ? null
            : new Contract.VisitChanged(
                State(fact.Data.Visit, fact.Data.Visit.ActivityId, fact.Version), fact.Data.Kinds, fact.Data.Before.StartsAt, fact.Data.Before.EndsAt))
        .On<AnotherVisitTimeAsked>(fact =>
            Decided(fact.Data.Visit, null, fact.Version, Contract.VisitDecision.AnotherTimeAsked, fact.Data.Message, VisitWait.From(fact.Data.At).DueAt))
        .On<VisitDeclined>(fact => Decided(fact.Data.Visit, null, fact.Version, Contract.VisitDecision.Declined, fact.Data.Reason))
        .On<VisitWithdrawn>(fact => Decided(fact.Data.Visit, null, fact.Version, Contract.VisitDecision.Withdrawn, fact.Data.Reason))
        .On<VisitContactForgotten>(fact => new Contract.VisitContactForgotten(new VisitRequestId(fact.Stream), fact.Version));

        // Who was forgotten, and so masked, before it could be told (or before it is told again) is nobody to tell.
        Contract.VisitDecided? Decided(VisitFacts facts, ActivityId? activity, long version, Contract.VisitDecision decision, string? message, DateTimeOffset? answerDueAt = null) =>
            facts.Company.IsForgotten ? null : new(State(facts, activity, version) with { AnswerDueAt = answerDueAt }, decision, message);

        Contract.VisitState State(VisitFacts facts, ActivityId? activity, long version)
        {
            var company = facts.Company;
            return new Contract.VisitState(
                facts.VisitRequestId,
                facts.EditionId,
                facts.EditionName,
                company.Name,
                new Contact(company.ContactId, company.ContactName, company.Email, company.Phone, company.Locale),
                visits.TokenOf(facts.VisitRequestId),
                facts.Place ?? company.Address,
                facts.Proposal?.StartsAt,
                facts.Proposal?.EndsAt,
                facts.Proposal?.HostNames ?? [],
                activity,
                version,
                facts.AskedAt,
                company.Area,
                facts.ActivityId ?? activity,
                facts.Proposal?.HostIds);
        }

        static VisitFacts FactsOf(VisitAsked asked) => new(asked.VisitRequestId, asked.EditionId, asked.EditionName, asked.Company, Proposal: null, asked.At);

        static Contract.VisitWish WishOf(VisitWishes wishes) => new(
            wishes.Days, Enum.Parse<Contract.VisitPartOfDay>(wishes.PartOfDay.ToString()), wishes.Topics, wishes.NumberOfEmployees);
    }
}
