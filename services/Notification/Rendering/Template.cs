using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using UUIDNext;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>An organiser gave a kind of notification other words.</summary>
/// <param name="Key">A <see cref="TemplateKey"/>.</param>
/// <param name="By">The <c>sub</c> of whoever did.</param>
public sealed record TemplateChanged(string Key, string Source, string? By, DateTimeOffset At);

/// <summary>An organiser went back to the words that come with the service.</summary>
public sealed record TemplateReset(string Key, string? By, DateTimeOffset At);

/// <summary>Which template: one per kind of notification and language. As text "programme-change.sv".</summary>
/// <param name="Language">"sv" or "en".</param>
public sealed record TemplateKey(NotificationKind Kind, string Language)
{
    private static readonly Guid Names = new("6d1f2c0e-8a54-4a6b-9a55-3f1d7c2e9b40");

    public static IReadOnlyList<TemplateKey> All { get; } =
        [.. Enum.GetValues<NotificationKind>().SelectMany(_ => Languages.All, (kind, language) => new TemplateKey(kind, language))];

    /// <summary>The template's stream (UUID version 5).</summary>
    public Guid Id => Uuid.NewNameBased(Names, ToString());

    /// <param name="language">As a contact has it: what is not English is written to in Swedish.</param>
    public static TemplateKey For(NotificationKind kind, string language) =>
        new(kind, language == Languages.English ? Languages.English : Languages.Swedish);

    /// <returns>Null where there is no such template.</returns>
    public static TemplateKey? Find(string text) => All.FirstOrDefault(key => key.ToString() == text);

    public override string ToString() => $"{KindRules.Of(Kind).Template}.{Language}";
}

/// <summary>What organisers made of a template.</summary>
public sealed record Template : IState<Template>, IKnown
{
    public static Template Initial { get; } = new();

    /// <summary>What can happen to one.</summary>
    public static Type[] Events { get; } = [typeof(TemplateChanged), typeof(TemplateReset)];

    public Guid Id { get; set; }

    /// <summary>How many events led here: the ETag.</summary>
    public long Version { get; init; }

    /// <summary>Null where the one that comes with the service is in force.</summary>
    public string? Source { get; init; }

    /// <summary>The <c>sub</c> of whoever changed it last, or went back; null before anybody has.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    public Template Evolve(object @event) => @event switch
    {
        TemplateChanged changed => this with { Version = Version + 1, Source = changed.Source, ChangedBy = changed.By, ChangedAt = changed.At },
        TemplateReset reset => this with { Version = Version + 1, Source = null, ChangedBy = reset.By, ChangedAt = reset.At },
        _ => this,
    };
}
