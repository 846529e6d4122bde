using BusinessFocus.Hosting.Http;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Http;

/// <summary>RFC 9110, 12.5.1: what somebody likes best of what there is.</summary>
public sealed class ChoosingFormats
{
    [Theory]
    [InlineData("", "application/json")]
    [InlineData("nonsense", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("application/problem+json", "application/json")]
    [InlineData("text/*", "text/csv")]
    [InlineData("text/csv, application/json", "application/json")]
    [InlineData("TEXT/CSV", "text/csv")]
    [InlineData("text/csv; charset=utf-8", "text/csv")]
    [InlineData("text/csv, */*", "text/csv")]
    [InlineData("text/csv;q=0.2, */*;q=0.1", "text/csv")]
    [InlineData("text/csv;q=0, */*", "application/json")]
    [InlineData("application/json;q=0, text/*;q=0.1", "text/csv")]
    [InlineData("text/csv;q=0", null)]
    [InlineData("image/png", null)]
    public void The_one_that_is_liked_best(string accept, string? expected) =>
        AcceptHeader.BestOf(accept, "application/json", "text/csv").ShouldBe(expected);
}
