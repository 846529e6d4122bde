using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Topics;
using BusinessFocus.Web.Visits;

namespace BusinessFocus.Web.Organisers.Messages;

/// <summary>The form of a message to people of an edition. Fields are named as the interface names them; the time is a day and a clock for people.</summary>
public static class EditionMessageForm
{
    public const string Kinds = "audience.kinds";
    public const string Topics = "audience.topics";
    public const string To = "audience.to";
    public const string IsMember = "audience.isMember";
    public const string Sizes = "audience.companySizes";
    public const string Came = "audience.came";
    public const string Subject = "subject";
    public const string Text = "text";
    public const string When = "when";
    public const string Later = "later";
    public const string Day = "day";
    public const string Time = "time";

    public static ActivityKind[] AllKinds { get; } = [ActivityKind.Seminar, ActivityKind.Meeting, ActivityKind.CompanyVisit, ActivityKind.OpenHouse];

    public static CompanySize[] AllSizes => CompanySizes.All;

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form, DateTimeOffset now)
    {
        var checks = new FormChecks(form);
        checks.Need(Subject, Languages.Choose("Skriv en rubrik, den står i ämnesraden.", "Enter a subject line."));
        checks.Need(Text, Languages.Choose("Skriv vad du vill säga.", "Enter what you want to say."));
        if (form[When] == Later)
        {
            checks.Need(Day, Languages.Choose("Välj en dag.", "Choose a day."));
            checks.Need(Time, Languages.Choose("Välj ett klockslag.", "Choose a time."));
            checks.Refuse(Day, _ => SendAtIn(form) is { } at && at <= now, Languages.Choose("Den tiden har redan varit.", "That time has passed."));
        }

        return checks.Faults;
    }

    public static WriteEditionMessageRequest RequestOf(IFormCollection form) => new()
    {
        Subject = TypedForm.Filled(form, Subject) ?? "",
        Text = TypedForm.Filled(form, Text)?.ReplaceLineEndings("\n") ?? "",
        Audience = new AudienceFilter
        {
            Kinds = Chosen(form, Kinds, AllKinds),
            Topics = Wishes.Ticked(form, Topics).ToList() is { Count: > 0 } topics ? topics : null,
            To = form[To].ToString() switch { "confirmed" => Audience.Confirmed, "waiting" => Audience.Waiting, _ => null },
            IsMember = YesOrNo(form[IsMember]),
            CompanySizes = Chosen(form, Sizes, AllSizes),
            Came = YesOrNo(form[Came]),
        },
        SendAt = SendAtIn(form),
    };

    /// <summary>Null for now, and where it is no time.</summary>
    public static DateTimeOffset? SendAtIn(IFormCollection form) =>
        form[When] == Later
        && WrittenDay.Read(form[Day]) is { } day
        && TimeOnly.TryParse(form[Time], CultureInfo.InvariantCulture, out var time)
            ? Stockholm.At(day, time)
            : null;

    /// <summary>Whom a message is to, as one says it: "alla i kö · seminarier · medlemmar".</summary>
    public static string Said(AudienceFilter audience, TopicsNow topics)
    {
        var parts = new List<string>
        {
            audience.To switch
            {
                Audience.Confirmed => Languages.Choose("de som har plats", "those with seats"),
                Audience.Waiting => Languages.Choose("de som står i kö", "those on the waiting list"),
                _ => Languages.Choose("alla anmälda", "everybody registered"),
            },
        };
        parts.AddRange((audience.Kinds ?? []).OfType<ActivityKind>().Select(kind => Texts.Kind(kind).ToLower(CultureInfo.CurrentCulture)));
        parts.AddRange((audience.Topics ?? []).Select(topics.NameOf));
        parts.AddRange((audience.CompanySizes ?? []).OfType<CompanySize>().Select(SizeOf));
        if (audience.IsMember is { } isMember)
        {
            parts.Add(isMember ? Languages.Choose("medlemmar", "members") : Languages.Choose("inte medlemmar", "non-members"));
        }

        if (audience.Came is { } came)
        {
            parts.Add(came ? Languages.Choose("de som kom", "who came") : Languages.Choose("de som inte kom", "who did not come"));
        }

        return string.Join(" · ", parts);
    }

    public static string SizeOf(CompanySize size) => CompanySizes.NameOf(size);

    private static List<TEnum?>? Chosen<TEnum>(IFormCollection form, string field, TEnum[] all) where TEnum : struct, Enum =>
        all.Where(each => Wishes.Ticked(form, field).Contains(each.ToString(), StringComparer.OrdinalIgnoreCase)).Select(each => (TEnum?)each).ToList() is { Count: > 0 } chosen
            ? chosen
            : null;

    private static bool? YesOrNo(string? text) => text switch { "yes" => true, "no" => false, _ => null };
}
