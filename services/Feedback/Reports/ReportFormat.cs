using System.Net.Mime;
using BusinessFocus.Hosting.Http;
using Microsoft.Net.Http.Headers;

namespace BusinessFocus.Feedback.Reports;

/// <summary>How a report is read.</summary>
public enum ReportFormat
{
    Json,
    Csv,
    Html,
}

public static class ReportFormats
{
    /// <summary>What <paramref name="format"/> says, else what <c>Accept</c> likes best, else <paramref name="usual"/>; null where it says something else.</summary>
    public static ReportFormat? FormatOf(this HttpRequest http, string? format, ReportFormat usual)
    {
        if (format is not null)
        {
            return format switch
            {
                "json" => ReportFormat.Json,
                "csv" => ReportFormat.Csv,
                "html" => ReportFormat.Html,
                _ => null,
            };
        }

        http.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return AcceptHeader.BestOf(http.Headers.Accept, [NameOf(usual), .. Enum.GetValues<ReportFormat>().Where(each => each != usual).Select(NameOf)]) switch
        {
            MediaTypeNames.Text.Csv => ReportFormat.Csv,
            MediaTypeNames.Text.Html => ReportFormat.Html,
            MediaTypeNames.Application.Json => ReportFormat.Json,
            _ => usual,
        };
    }

    private static string NameOf(ReportFormat format) => format switch
    {
        ReportFormat.Csv => MediaTypeNames.Text.Csv,
        ReportFormat.Html => MediaTypeNames.Text.Html,
        _ => MediaTypeNames.Application.Json,
    };
}
