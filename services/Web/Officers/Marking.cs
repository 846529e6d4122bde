using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Officers;

/// <summary>How an officer says what a conversation came to. Fields are named as the interface names them.</summary>
public static class Marking
{
    public const string HasCome = "hasCome";
    public const string Outcome = "outcome";
    public const string Note = "note";

    /// <summary>From then on the interface takes it: some come early.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromHours(1);

    public static bool IsOpen(ConversationView conversation, DateTimeOffset now) => now >= conversation.StartsAt - Early;

    public static bool IsMarked(ConversationView conversation) =>
        conversation is not { HasCome: null, CheckedInAt: null, Outcome: null } || !string.IsNullOrEmpty(conversation.OutcomeNote);

    /// <summary>Whether they came, by the officer's word or the door's; null where nobody has said.</summary>
    public static bool? Came(ConversationView conversation) => conversation.HasCome ?? (conversation.CheckedInAt is null ? null : true);

    public static MarkConversationRequest RequestOf(IFormCollection form) => new()
    {
        HasCome = CameIn(form),
        Outcome = Enum.TryParse<ConversationOutcome>(form[Outcome], ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) ? outcome : null,
        Note = TypedForm.Filled(form, Note),
    };

    /// <summary>One press: what was said of it besides stays.</summary>
    public static MarkConversationRequest RequestOf(bool came, ConversationView before) =>
        new() { HasCome = came, Outcome = before.Outcome, Note = before.OutcomeNote };

    public static bool? CameIn(IFormCollection form) => bool.TryParse(form[HasCome], out var came) ? came : null;

    public static string Of(ConversationOutcome? outcome) => outcome switch
    {
        ConversationOutcome.Answered => Languages.Choose("Fick svar", "Got an answer"),
        ConversationOutcome.Promised => Languages.Choose("Vi återkommer", "We will come back to them"),
        ConversationOutcome.Referred => Languages.Choose("Hänvisad vidare", "Referred to somebody else"),
        _ => "",
    };
}
