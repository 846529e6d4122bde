namespace BusinessFocus.Domain.Decisions;

/// <summary>How a refusal is to be understood, whatever it is answered by.</summary>
public enum ProblemKind
{
    /// <summary>What was asked cannot be read, or breaks a rule of its own.</summary>
    Invalid,

    /// <summary>Whoever asks may not.</summary>
    Forbidden,

    /// <summary>It is about something that does not exist.</summary>
    NotFound,

    /// <summary>As things stand it is not possible.</summary>
    Conflict,

    /// <summary>It was decided on a version that is not the newest.</summary>
    Stale,

    /// <summary>No decision comes to it: it happened on the way here.</summary>
    Transport,
}
