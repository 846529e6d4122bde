using Microsoft.AspNetCore.Http;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>How a request brings the manage token: as <c>?token=</c>, or as the header <c>X-Manage-Token</c>.</summary>
public static class ManageTokenHeader
{
    public const string Name = "X-Manage-Token";

    public static string? ManageToken(this HttpRequest request) =>
        request.Query.TryGetValue("token", out var token) ? token.ToString() : request.Headers[Name].ToString();
}
