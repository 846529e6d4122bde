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
    /// <summary>What <paramref name="format"/> says, else the first that <c>Accept</c> likes best, else <paramref name="usual"/>; null where it says something else.</summary>
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
        return http.GetTypedHeaders().Accept
            .OrderByDescending(each => each.Quality ?? 1)
            .Select(each => each.MediaType.Value?.ToLowerInvariant() switch
            {
                "application/json" => ReportFormat.Json,
                "text/csv" => ReportFormat.Csv,
                "text/html" => ReportFormat.Html,
                _ => (ReportFormat?)null,
            })
            .FirstOrDefault(each => each is not null) ?? usual;
    }
}
