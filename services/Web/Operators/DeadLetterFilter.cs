using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Operators;

/// <summary>Which dead letters are shown, as the address says it.</summary>
/// <param name="Queue">Of this queue only; null for all.</param>
public sealed record DeadLetterFilter(DeadLetterState State, string? Queue, string? After)
{
    public static DeadLetterFilter In(IQueryCollection query) => new(
        Enum.TryParse<DeadLetterState>(query["state"], ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : DeadLetterState.Waiting,
        query["queue"].ToString() is { Length: > 0 } queue ? queue : null,
        query["after"].ToString() is { Length: > 0 } after ? after : null);

    public string Address(string path = ShowDeadLetters.Path) => Links.To(path + Query);

    private string Query
    {
        get
        {
            var parts = new[]
            {
                State == DeadLetterState.Waiting ? null : $"state={State.ToString().ToLowerInvariant()}",
                Queue is null ? null : $"queue={Uri.EscapeDataString(Queue)}",
                After is null ? null : $"after={Uri.EscapeDataString(After)}",
            }.OfType<string>().ToList();
            return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
        }
    }

    public static string NameOf(DeadLetterState? state) => state switch
    {
        DeadLetterState.Waiting => Languages.Choose("Väntar på beslut", "Waiting for a decision"),
        DeadLetterState.Retried => Languages.Choose("Försöktes igen", "Retried"),
        DeadLetterState.Discarded => Languages.Choose("Kastade", "Discarded"),
        DeadLetterState.Forgotten => Languages.Choose("Glömda", "Forgotten"),
        DeadLetterState.Expired => Languages.Choose("För gamla", "Expired"),
        _ => "",
    };
}
