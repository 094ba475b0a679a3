ALTER TABLE "Delivery" ADD COLUMN "response" TEXT;
