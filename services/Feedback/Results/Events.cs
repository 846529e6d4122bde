using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Feedback.Groups;

namespace BusinessFocus.Feedback.Results;

/// <summary>Somebody put answers into the box for the first time. It says neither who nor what.</summary>
/// <param name="Audience">Of the survey of a whole edition; null for an activity's.</param>
public sealed record BallotCast(SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, DateTimeOffset At, SurveyAudience? Audience = null);

/// <summary>Ballots were taken out of an edition's box, at least seven at a time for each group, and counted.</summary>
/// <param name="Groups">What they add to each; each group's ballots were drawn for it alone.</param>
public sealed record AnswersCounted(EditionId EditionId, IReadOnlyList<GroupCount> Groups);

/// <summary>What a group's drawn ballots come to.</summary>
/// <param name="Answered">Ballots that were counted for the first time; a changed one is none more.</param>
/// <param name="Answers">
/// By question and answer, each option of several by itself: how many more, or fewer where answers had been changed since they were counted.
/// </param>
public sealed record GroupCount(Group Group, int Answered, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Answers);
