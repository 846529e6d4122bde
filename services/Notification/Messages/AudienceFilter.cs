using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using FluentValidation;

namespace BusinessFocus.Notifications.Messages;

/// <summary>
/// Which people of an edition a message is to: those with a registration for which all of this holds. What nobody knows of a registration matches
/// neither yes nor no.
/// </summary>
/// <param name="Kinds">Of what they are registered for; left out: of all kinds.</param>
/// <param name="Topics">
/// At least one of these topics of the activity, or of the officer's slot, as the programme has them; left out: whatever the topic. At most 50. What
/// somebody wrote to an officer is confidential and never looked at.
/// </param>
/// <param name="To">All, those with seats, or those who wait; never <c>some</c>. Left out: all.</param>
/// <param name="IsMember">Whether they were in an association's list when they registered; left out: both.</param>
/// <param name="CompanySizes">By the associations' lists; left out: of any size.</param>
/// <param name="Came">
/// True: those who were checked in. False: those who had seats at something that is over, and were not. Left out: both.
/// </param>
public sealed record AudienceFilter(
    IReadOnlyList<ActivityKind>? Kinds = null,
    IReadOnlyList<string>? Topics = null,
    Audience? To = null,
    bool? IsMember = null,
    IReadOnlyList<CompanySize>? CompanySizes = null,
    bool? Came = null)
{
    public const int MostTopics = 50;
    public const int LongestTopic = 100;

    /// <summary>Whether one of these activities' people can be meant.</summary>
    public bool Includes(AudienceActivity activity) =>
        !activity.IsCancelled
        && Kinds?.Contains(activity.Kind) != false
        && (Topics is null || activity.Topics.Any(topic => Topics.Contains(topic, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Whether this registration is meant, at one of the activities that are.</summary>
    public bool Includes(Candidate candidate, AudienceActivity activity) =>
        To switch { Audience.Confirmed => candidate.HasSeats, Audience.Waiting => !candidate.HasSeats, _ => true }
        && (IsMember is null || candidate.IsMember == IsMember)
        && (CompanySizes is null || (candidate.CompanySize is { } size && CompanySizes.Contains(size)))
        && Came switch { true => candidate.Came == true, false => candidate.StayedAway(activity), null => true };

    public sealed class Validator : AbstractValidator<AudienceFilter>
    {
        public Validator()
        {
            RuleFor(filter => filter.To)
                .NotEqual(Audience.Some)
                .WithMessage(_ => Languages.Choose("all, confirmed eller waiting.", "all, confirmed or waiting."));
            RuleFor(filter => filter.Kinds).Must(IsNotEmpty).WithMessage(_ => Empty());
            RuleFor(filter => filter.CompanySizes).Must(IsNotEmpty).WithMessage(_ => Empty());
            RuleFor(filter => filter.Topics)
                .Must(topics => topics is null or { Count: > 0 and <= MostTopics })
                .WithMessage(_ => Languages.Choose($"1 till {MostTopics} ämnen, eller inget fält.", $"1 to {MostTopics} topics, or no field."));
            RuleForEach(filter => filter.Topics).Text(LongestTopic);
        }

        private static bool IsNotEmpty<T>(IReadOnlyList<T>? list) => list is not { Count: 0 };

        private static string Empty() => Languages.Choose("Minst ett värde, eller inget fält.", "At least one value, or no field.");
    }
}

/// <summary>What a filter looks at of an activity.</summary>
/// <param name="IsOver">Who was to come has come.</param>
public sealed record AudienceActivity(ActivityKind Kind, IReadOnlyList<string> Topics, bool IsOver, bool IsCancelled);
