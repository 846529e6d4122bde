using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Web.Site;

/// <summary>The sizes of companies, as people say them.</summary>
public static class CompanySizes
{
    public static CompanySize[] All { get; } = [CompanySize.Sole, CompanySize.Micro, CompanySize.Small, CompanySize.Medium, CompanySize.Large];

    public static string NameOf(CompanySize size) => size switch
    {
        CompanySize.Sole => Languages.Choose("inga anställda", "no employees"),
        CompanySize.Micro => Languages.Choose("1–9 anställda", "1–9 employees"),
        CompanySize.Small => Languages.Choose("10–49 anställda", "10–49 employees"),
        CompanySize.Medium => Languages.Choose("50–249 anställda", "50–249 employees"),
        _ => Languages.Choose("250 anställda eller fler", "250 employees or more"),
    };
}
