using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Questions;
using UUIDNext;

namespace BusinessFocus.Feedback.Answers;

/// <summary>What somebody answered to a survey that is not anonymous. Its counts are made from the box, as those of all answers.</summary>
public sealed record Response : IState<Response>
{
    private static readonly Guid Responses = new("c1a8f2d4-61f3-4a53-9a3c-2f7b0d6e8c31");

    public static Response Initial { get; } = new();

    public Guid Id { get; set; }

    public ActivityId ActivityId { get; init; }

    /// <summary>The edition's id, to search by.</summary>
    public Guid EditionId { get; init; }

    public RegistrationId RegistrationId { get; init; }

    public IReadOnlyDictionary<string, string> Marks { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>By question, as people read them.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Answers =>
        Marks.Select(mark => KeyValuePair.Create(mark.Key, ChosenOptions.Shown(mark.Value))).Concat(Texts).ToDictionary();

    /// <summary>UTC.</summary>
    public DateTimeOffset AnsweredAt { get; init; }

    public bool IsForgotten { get; init; }

    /// <param name="audience">Of the survey of a whole edition; null for the activity's.</param>
    public static Guid IdOf(RegistrationId registration, SurveyAudience? audience = null) =>
        Uuid.NewNameBased(Responses, audience is null ? registration.ToString() : $"{registration}/{audience}");

    /// <summary>All that somebody can have answered by a registration.</summary>
    public static IEnumerable<Guid> IdsOf(RegistrationId registration) =>
        Enum.GetValues<SurveyAudience>().Select(audience => IdOf(registration, audience)).Prepend(IdOf(registration));

    public Response Evolve(object @event) => @event switch
    {
        PersonallyAnswered answered => this with
        {
            ActivityId = answered.ActivityId,
            EditionId = answered.EditionId.Value,
            RegistrationId = answered.RegistrationId,
            Marks = answered.Marks,
            Texts = answered.Texts,
            AnsweredAt = answered.At,
            IsForgotten = false,
        },
        ResponseForgotten => this with { Texts = new Dictionary<string, string>(), IsForgotten = true },
        _ => this,
    };
}
