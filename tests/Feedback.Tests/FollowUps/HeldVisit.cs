using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Testing;

namespace BusinessFocus.Feedback.Tests;

/// <summary>A visit that a company accepted and that has taken place, as Scheduling tells of it.</summary>
internal sealed class HeldVisit
{
    public VisitRequestId Id { get; } = new(Guid.NewGuid());

    public ActivityId Activity { get; } = ActivityId.New();

    public EditionId Edition { get; } = EditionId.New();

    /// <returns>What both sides are asked by.</returns>
    public async Task<VisitSurveyed> SurveyAsync(RunningService service)
    {
        await service.Bus.PublishAsync(Accepted());
        await service.Bus.PublishAsync(new ActivityCompleted(Told(ActivityStatus.Completed, 3)));
        return await service.Bus.NextAsync<VisitSurveyed>(each => each.VisitRequestId == Id);
    }

    public VisitDecided Accepted() => new(
        new VisitState(
            Id, Edition, new LocalizedText("Business Focus 2027"), "Öbergs Måleri AB",
            new Contact(ContactId.New(), "Eva Öberg", "eva@oberg.example", null, "sv"), "secret", "Storgatan 1, Stenkullen",
            DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow, ["Anna Ek"], Activity, 3),
        VisitDecision.Accepted,
        null);

    public ActivityState Told(ActivityStatus status, long version) => new(
        Activity, Edition, $"e-{Edition}", ActivityKind.CompanyVisit, status, new LocalizedText("Besök", "Visit"), null,
        DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow, null, null, [], 0, null, "sv", [], null, null, null, 0, version);
}
