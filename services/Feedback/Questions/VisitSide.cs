using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using UUIDNext;

namespace BusinessFocus.Feedback.Questions;

/// <summary>Who tells of a visit to a company.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisitSide>))]
public enum VisitSide
{
    /// <summary>The company that was visited.</summary>
    Company,

    /// <summary>Those who visited it, in one answer.</summary>
    Delegation,
}

public static class VisitSides
{
    private static readonly Guid Delegations = new("5b1f7f0e-6a53-4d0e-9c1c-0a5d8a1e6f47");

    /// <summary>
    /// Nobody registers for their own visit. What is kept by registration has an id of its own for each side: the company's is the
    /// request's, so that its case is found by it.
    /// </summary>
    public static RegistrationId IdOf(VisitRequestId visit, VisitSide side) =>
        new(side == VisitSide.Company ? visit.Value : Uuid.NewNameBased(Delegations, visit.ToString()));
}
