using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using FluentValidation;

namespace BusinessFocus.EchoService;

public enum ParcelSize
{
    Small,
    VeryLarge,
}

/// <summary>A body with a field of each kind.</summary>
public sealed record ParcelRequest(
    string To,
    ParcelSize Size,
    DateTimeOffset SentAt,
    DateOnly? DeliverOn,
    TimeOnly? After,
    int? Weight,
    bool? Fragile,
    ActivityId? Activity,
    IReadOnlyList<string>? Tags,
    IReadOnlyDictionary<string, string>? Notes,
    IReadOnlyList<ParcelItem>? Items);

public sealed record ParcelItem(string Name);

/// <summary>The same as it is sent, with what cannot be changed.</summary>
public sealed record ParcelView(Guid Id, string To, ParcelSize Size, DateTimeOffset SentAt, string Label, IReadOnlyList<ParcelItemView>? Items);

public sealed record ParcelItemView(string Name, int Number);

public sealed class ParcelValidator : AbstractValidator<ParcelRequest>
{
    public static readonly DateOnly FirstDay = new(2028, 10, 3);
    public static readonly DateTimeOffset FirstTime = new(2028, 10, 3, 12, 0, 0, TimeSpan.Zero);

    public ParcelValidator()
    {
        RuleFor(parcel => parcel.DeliverOn).GreaterThanOrEqualTo(FirstDay);
        RuleFor(parcel => parcel.SentAt).LessThan(FirstTime);
    }
}

public static class Parcels
{
    public static void MapSendParcel(this RouteGroupBuilder api) =>
        api.MapPut("/parcels/{id}", (Guid id, ParcelRequest parcel) => TypedResults.Ok(new ParcelView(
            id, parcel.To, parcel.Size, parcel.SentAt, $"{parcel.To}!", parcel.Items?.Select((item, index) => new ParcelItemView(item.Name, index)).ToList())))
            .Validates<ParcelRequest>()
            .TakesBack<ParcelView>();
}
