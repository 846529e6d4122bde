using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Web.Topics;

/// <summary>Topics as the errand that somebody has, who does not know what the municipality calls it.</summary>
public static class PlainWords
{
    /// <summary>Null for a topic that an organiser made up: its name is all there is.</summary>
    public static string? Of(string topic) => topic switch
    {
        "brandskydd" => Languages.Choose("Göra lokalen säker mot brand", "Make your premises safe from fire"),
        "bygglov" => Languages.Choose("Bygga, bygga om eller sätta upp en skylt", "Build, rebuild or put up a sign"),
        "markupplatelse" => Languages.Choose("Ha uteservering, eller använda gata och torg", "Serve food outdoors, or use a street or a square"),
        "miljo" => Languages.Choose("Miljö, avfall, buller och hälsa", "Environment, waste, noise and health"),
        "livsmedel" => Languages.Choose("Sälja eller servera mat", "Sell or serve food"),
        "serveringstillstand" => Languages.Choose("Servera alkohol", "Serve alcohol"),
        "upphandling" => Languages.Choose("Sälja till kommunen", "Sell to the municipality"),
        _ => null,
    };
}
