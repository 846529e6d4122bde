using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.Templating;

/// <summary>A name that the words of a kind can use.</summary>
/// <param name="Name">As it stands in the template; of what can be several, the first: <c>release.changes[0].isMoved</c>.</param>
/// <param name="Example">What it says in the examples; empty where none of them has it.</param>
public sealed record Variable(string Name, string Example);

/// <summary>Which names the words of a kind can use, as the models have them.</summary>
public static class Vocabulary
{
    /// <summary>By name, with the type of its value.</summary>
    public static IReadOnlyDictionary<string, Type> Of(NotificationKind kind) =>
        MembersOf(typeof(TextModel))!.Where(member => Has(kind, member.Key)).ToDictionary();

    /// <summary>Every name that any kind has.</summary>
    public static bool IsKnown(string name) => MembersOf(typeof(TextModel))!.ContainsKey(name);

    /// <returns>By name, with the type of its value; null for what has no members.</returns>
    public static IReadOnlyDictionary<string, Type>? MembersOf(Type type) => Liquid.Models.Contains(type)
        ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => property.PropertyType)
        : null;

    /// <returns>The type of what a list has; null for what is not a list.</returns>
    public static Type? ElementOf(Type type) =>
        type != typeof(string) && type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[0] : null;

    /// <summary>All that can be named, down to what has no members.</summary>
    public static IReadOnlyList<Variable> Variables(TemplateKey key)
    {
        var models = Samples.Of(key).Select(sample => (object?)sample.Model).ToList();
        return Of(key.Kind)
            .SelectMany(member => Leaves(member.Key, member.Value, models.Select(model => Read(model, member.Key)).ToList()))
            .ToList();
    }

    private static IEnumerable<Variable> Leaves(string name, Type type, IReadOnlyList<object?> values)
    {
        if (ElementOf(type) is { } element)
        {
            return Leaves($"{name}[0]", element, values.SelectMany(value => ((IEnumerable?)value)?.Cast<object?>() ?? []).ToList());
        }

        return MembersOf(type) is { } members
            ? members.SelectMany(member => Leaves($"{name}.{member.Key}", member.Value, values.Select(value => Read(value, member.Key)).ToList()))
            : [new Variable(name, values.Select(Text).FirstOrDefault(text => text.Length > 0) ?? "")];
    }

    private static object? Read(object? model, string name) => model?.GetType()
        .GetProperties()
        .Single(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == name)
        .GetValue(model);

    private static string Text(object? value) => value switch
    {
        null or 0 => "",
        true => "true",
        false => "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>What a kind never has is refused, not empty: whoever names it has taken one kind for another.</summary>
    private static bool Has(NotificationKind kind, string name)
    {
        var parts = KindRules.Of(kind).Parts;
        return name switch
        {
            "name" => true,
            "activity" => HasAny(Parts.Activity),
            "from" => HasAny(Parts.From),
            "seats" or "isConfirmed" => HasAny(Parts.Booking),
            "seatsBefore" => HasAny(Parts.SeatsBefore),
            "capacity" => HasAny(Parts.Capacity),
            "position" => HasAny(Parts.Position),
            "reason" => HasAny(Parts.Cancelled | Parts.Visit) && !HasAny(Parts.VisitChange | Parts.Delegation) && !HasAny(Parts.Survey | Parts.Answer) && kind != NotificationKind.VisitReminder,
            "by" => HasAny(Parts.Cancelled),
            "closesOn" => HasAny(Parts.Survey),
            "offeredUntil" => HasAny(Parts.OfferedUntil | Parts.Cancelled) && !HasAny(Parts.Chain),
            "alternatives" => HasAny(Parts.OfferedUntil | Parts.Cancelled) && !HasAny(Parts.Chain),
            "release" => HasAny(Parts.Release),
            "visit" => HasAny(Parts.Visit),
            "wish" => HasAny(Parts.Wish),
            "visitChange" => HasAny(Parts.VisitChange),
            "delegation" => HasAny(Parts.Delegation),
            "visitNotice" => HasAny(Parts.VisitNotice),
            "message" => HasAny(Parts.Message),
            "answer" or "reopenUntil" => HasAny(Parts.Answer),
            "followUp" => HasAny(Parts.FollowUp),
            "reminder" => HasAny(Parts.TimesTold),
            "isByContact" => HasAny(Parts.OpenedBy),
            "day" => HasAny(Parts.Day),
            "chain" => HasAny(Parts.Chain),
            "invitation" => HasAny(Parts.Invitation),
            "hostDay" => HasAny(Parts.HostDay),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Which kinds have it is not said."),
        };

        bool HasAny(Parts some) => (parts & some) != Parts.None;
    }
}
