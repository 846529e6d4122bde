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
            ? new Contract.ActivityCancelled(known.AsOf(fact.Version), fact.Data.Reason)
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
        .On<HostAddressed>(fact => new Contract.HostAddressed(fact.Data.HostId, fact.Data.EditionId, fact.Data.Email, fact.Version))
        .On<VisitTimeProposed>(fact => fact.Data.Visit.Company.IsForgotten
            ? null
            : new Contract.VisitProposed(State(fact.Data.Visit, null, fact.Version), fact.Data.Message))
        .On<VisitAccepted>(fact => Decided(fact.Data.Visit, fact.Data.ActivityId, fact.Version, Contract.VisitDecision.Accepted, null))
        .On<AnotherVisitTimeAsked>(fact => Decided(fact.Data.Visit, null, fact.Version, Contract.VisitDecision.AnotherTimeAsked, fact.Data.Message))
        .On<VisitDeclined>(fact => Decided(fact.Data.Visit, null, fact.Version, Contract.VisitDecision.Declined, fact.Data.Reason))
        .On<VisitWithdrawn>(fact => Decided(fact.Data.Visit, null, fact.Version, Contract.VisitDecision.Withdrawn, fact.Data.Reason));

        // Who was forgotten, and so masked, before it could be told (or before it is told again) is nobody to tell.
        Contract.VisitDecided? Decided(VisitFacts facts, ActivityId? activity, long version, Contract.VisitDecision decision, string? message) =>
            facts.Company.IsForgotten ? null : new(State(facts, activity, version), decision, message);

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
                company.Address,
                facts.Proposal?.StartsAt,
                facts.Proposal?.EndsAt,
                facts.Proposal?.HostNames ?? [],
                activity,
                version,
                facts.AskedAt);
        }
    }
}
