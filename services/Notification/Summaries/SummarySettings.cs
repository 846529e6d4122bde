using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.Summaries;

/// <summary>Who is told each morning what the day before brought, and at once of requests for visits: the configuration section "Summaries".</summary>
public sealed record SummarySettings
{
    /// <summary>E-mail addresses of organisers: what happened to the registrations, and which company asks for a visit.</summary>
    public IReadOnlyList<string> Organisers { get; init; } = [];

    /// <summary>E-mail addresses of operators: how the deliveries went.</summary>
    public IReadOnlyList<string> Operators { get; init; } = [];

    /// <summary>When, by the clock on the wall in Lerum. Another time counts from the next start.</summary>
    public TimeOnly At { get; init; } = new(7, 0);

    /// <summary>"sv" or "en".</summary>
    public string Language { get; init; } = Languages.Swedish;

    /// <summary>The organisers as they are written to, each once.</summary>
    public IEnumerable<Recipient> Recipients() => Organisers.Select(RecipientAt).DistinctBy(recipient => recipient.ContactId);

    /// <summary>Who is written to at one of the addresses.</summary>
    public Recipient RecipientAt(string address) => EmailAddress.TryNormalise(address, out var normalised)
        ? new Recipient(ContactIds.Of(normalised), "", normalised, Language)
        : throw new ArgumentException("No e-mail address.", nameof(address));

    /// <exception cref="InvalidOperationException">Something in it is not an e-mail address, or not a language.</exception>
    public static SummarySettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Summaries").Get<SummarySettings>() ?? new SummarySettings();
        if (settings.Organisers.Concat(settings.Operators).FirstOrDefault(address => !EmailAddress.TryNormalise(address, out _)) is { } wrong)
        {
            throw new InvalidOperationException($"Summaries has \"{wrong}\" among its addresses. {EmailAddress.WhyNot(wrong).En}");
        }

        return Languages.All.Contains(settings.Language) ? settings : throw new InvalidOperationException("Summaries:Language is sv or en.");
    }
}
