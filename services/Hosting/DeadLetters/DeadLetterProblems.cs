using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Hosting.DeadLetters;

/// <summary>Why something about a dead letter can be refused.</summary>
public static class DeadLetterProblems
{
    public static readonly Problem Settled = new(
        "dead-letter-settled", ProblemKind.Conflict, "Meddelandet väntar inte längre", "The message is no longer waiting");

    public static readonly Problem QueueIsGone = new(
        "dead-letter-queue-gone", ProblemKind.Conflict, "Kön som meddelandet kom från finns inte längre", "The queue that the message came from no longer exists");
}
