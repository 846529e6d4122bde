using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using UUIDNext;

namespace BusinessFocus.Feedback.Groups;

/// <summary>By what answers are told apart.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Dimension>))]
public enum Dimension
{
    /// <summary>All of an edition.</summary>
    Edition,

    /// <summary>An activity, by its id.</summary>
    Activity,

    /// <summary>A kind of activity.</summary>
    Kind,

    Topic,

    /// <summary>An organisation that hosts.</summary>
    Hosts,

    /// <summary>"member" of an association, or "other".</summary>
    Membership,

    /// <summary>A class of companies by their employees.</summary>
    CompanySize,

    /// <summary>"company" or "official": pairs of what somebody knew before and after, and nothing else.</summary>
    Side,
}

/// <summary>Answers that are counted together. They are counted for each of their groups apart, and nothing says which answer of one group is which of another.</summary>
public sealed record Group(Dimension Dimension, string Value)
{
    private static readonly Guid Groups = new("5b1d0c2e-6f1c-4e0e-8f43-2f6f6a9f6b11");

    public static Group WholeEdition { get; } = new(Dimension.Edition, "");

    public static Group Of(ActivityId activity) => new(Dimension.Activity, activity.ToString());

    public Guid IdIn(EditionId edition) => Uuid.NewNameBased(Groups, $"{edition}/{Dimension}/{Value}");
}
